using System.Globalization;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A method that an assembly defines.</summary>
/// <param name="summary">The assembly.</param>
/// <param name="table">Its methods.</param>
/// <param name="row">The row.</param>
internal readonly struct MethodSummary(AssemblySummary summary, SummaryTable table, int row) : ISummaryRow<MethodSummary>
{
    /// <summary>As in metadata.</summary>
    public string Name => summary.Text(table[row, 0]);

    /// <summary>The same as UTF-8.</summary>
    public ReadOnlySpan<byte> NameBytes => summary.TextBytes(table[row, 0]);

    /// <summary>Canonical signature; see <see cref="SignatureText"/>.</summary>
    public string Signature => summary.Text(table[row, 1]);

    /// <summary>The same as UTF-8.</summary>
    public ReadOnlySpan<byte> SignatureBytes => summary.TextBytes(table[row, 1]);

    /// <summary>How many type parameters it has.</summary>
    public int Arity => Signature is ['`', ..] signature
        && int.TryParse(signature.AsSpan(1, signature.IndexOf(' ', StringComparison.Ordinal) - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var arity) ? arity : 0;

    /// <summary>Row of the type.</summary>
    public int Type => table[row, 2];

    /// <summary>What it is.</summary>
    public MethodTraits Traits => (MethodTraits)table[row, 3];

    /// <summary>What its body uses, in the order of the code.</summary>
    public EdgeRun Edges => summary.Edges(table[row, 4]);

    /// <inheritdoc/>
    public static MethodSummary Of(AssemblySummary summary, SummaryTable table, int row) => new(summary, table, row);
}
