using System.Collections.Immutable;

namespace ModuleBuild.Analyzers.Tests.Infrastructure;

/// <summary>Source in which <c>[|</c> and <c>|]</c> mark where findings are expected.</summary>
/// <param name="Text">The source without marks.</param>
/// <param name="Marked">What stands between the marks, with the offset, in the order of the file.</param>
internal sealed record MarkedSource(string Text, ImmutableArray<(int Start, string Text)> Marked)
{
    private const string Open = "[|";
    private const string Close = "|]";

    public static MarkedSource Parse(string source)
    {
        var marked = ImmutableArray.CreateBuilder<(int, string)>();
        for (var start = source.IndexOf(Open, StringComparison.Ordinal); start >= 0; start = source.IndexOf(Open, StringComparison.Ordinal))
        {
            source = source.Remove(start, Open.Length);
            var end = source.IndexOf(Close, StringComparison.Ordinal);
            source = source.Remove(end, Close.Length);
            marked.Add((start, source[start..end]));
        }

        return new MarkedSource(source, marked.ToImmutable());
    }
}
