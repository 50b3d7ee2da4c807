namespace ModuleBuild.Release.Store;

/// <summary>What an environment may be called: it becomes the name of a branch, of a folder, of a variable's value, in any system.</summary>
public static class EnvironmentName
{
    /// <summary>How long it may be: what a label of a host name may have.</summary>
    public const int MaxLength = 63;

    /// <summary>Whether a text can be the name of an environment.</summary>
    /// <param name="name">The text.</param>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && name[0] != '-'
        && name[^1] != '-'
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>Why a text cannot be the name of an environment, as a sentence; null where it can.</summary>
    /// <param name="name">The text.</param>
    public static string? Problem(string name) => IsValid(name)
        ? null
        : $"'{Shown(name)}' is no name for an environment: lower-case letters, digits and '-', not at its ends, at most 63.";

    private static string Shown(string name) =>
        string.Concat(name.Take(MaxLength).Select(letter => char.IsControl(letter) ? '?' : letter)) + (name.Length > MaxLength ? "…" : string.Empty);
}
