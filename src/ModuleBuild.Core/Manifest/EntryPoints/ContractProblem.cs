namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>What a type lacks to be an entry point.</summary>
/// <param name="What">The end of a sentence that begins with the type.</param>
/// <param name="Advice">What to do: whole sentences.</param>
internal readonly record struct ContractProblem(string What, string Advice);
