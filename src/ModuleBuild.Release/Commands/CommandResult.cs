using System.Collections.Immutable;

namespace ModuleBuild.Release.Commands;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; null where it was not started or was killed.</param>
/// <param name="Output">What it wrote to its standard output, as far as it was asked for.</param>
/// <param name="Problem">Why there is no exit code, as a sentence; or null.</param>
public sealed record CommandResult(int? ExitCode, string Output, string? Problem)
{
    /// <summary>The last lines of all that it wrote.</summary>
    public ImmutableArray<string> LastLines { get; init; } = [];

    /// <summary>Whether it did what it should.</summary>
    public bool IsSuccess => ExitCode == 0;

    /// <summary>
    /// What went wrong, in sentences without a word of what it wrote: they come into the ledger, for ever and for everybody, and a command may write
    /// what is secret.
    /// </summary>
    public string Reason
    {
        get
        {
            var sentence = Problem ?? FormattableString.Invariant($"It ended with exit code {ExitCode}.");
            return LastLines.IsEmpty ? sentence : $"{sentence} What it wrote was shown where it ran.";
        }
    }

    /// <summary>What it wrote last, for who watches: its name, and the lines below; null where it wrote nothing.</summary>
    /// <param name="name">Name of the command.</param>
    public string? Shown(string name) => LastLines.IsEmpty ? null : $"'{name}' wrote last:\n{string.Join('\n', LastLines)}";
}
