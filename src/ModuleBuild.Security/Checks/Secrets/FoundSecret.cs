namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Something that looks like a secret, in a text.</summary>
/// <param name="Kind">What it looks like: <c>GitHub token</c>.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Its length in characters.</param>
internal readonly record struct FoundSecret(string Kind, int Start, int Length);
