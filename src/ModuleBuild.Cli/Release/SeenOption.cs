using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ModuleBuild.Release.Store;

namespace ModuleBuild.Cli.Release;

/// <summary>The option that says which entries somebody saw in a ledger, and kept elsewhere.</summary>
internal sealed class SeenOption
{
    // 128 bits: nobody finds another entry with the same ones.
    private const int LeastDigits = 32;
    private const int MostDigits = 64;

    private readonly Option<string[]> _seen = new("--seen")
    {
        Description = "An entry that was seen before: its number and its hash, or the first 32 digits of that. May be repeated.",
        HelpName = "NUMBER:HASH",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The option itself.</summary>
    public Option Option => _seen;

    /// <summary>What was seen. It is as good as where it was kept: nobody asks for a signature.</summary>
    /// <param name="parsed">The parsed arguments.</param>
    /// <param name="environment">Name of the environment; null where none was named.</param>
    /// <exception cref="UsageException">It says nothing that could be compared.</exception>
    public ImmutableArray<Checkpoint> Read(ParseResult parsed, string? environment)
    {
        var given = parsed.GetValue(_seen) ?? [];
        return given.Length > 0 && environment is null
            ? throw new UsageException("--seen needs the environment whose ledger it is about: 'modulebuild ledger verify production --seen …'.")
            : [.. given.Select(Parse).OrderBy(checkpoint => checkpoint.Sequence)];
    }

    private static Checkpoint Parse(string text)
    {
        var parts = text.Split(':');
        return parts is [var number, var hash]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && sequence > 0
            && hash.Length is >= LeastDigits and <= MostDigits
            && hash.All(char.IsAsciiHexDigitLower)
                ? new Checkpoint($"--seen {number}", sequence, hash, SignatureState.Valid, "given on the command line")
                : throw new UsageException($"--seen is '{text}'; expected the number of an entry and at least {LeastDigits} lower-case hexadecimal digits of its SHA-256, such as 12:9f86d081884c7d659a2feaa0c55ad015.");
    }
}
