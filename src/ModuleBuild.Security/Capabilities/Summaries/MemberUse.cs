namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A member as code refers to it.</summary>
/// <param name="summary">The assembly.</param>
/// <param name="table">Its uses of members.</param>
/// <param name="row">The row.</param>
internal readonly struct MemberUse(AssemblySummary summary, SummaryTable table, int row) : ISummaryRow<MemberUse>
{
    /// <summary>Number of the type among the uses.</summary>
    public int Parent => table[row, 0];

    /// <summary>Its name.</summary>
    public string Name => summary.Text(table[row, 1]);

    /// <summary>The same as UTF-8.</summary>
    public ReadOnlySpan<byte> NameBytes => summary.TextBytes(table[row, 1]);

    /// <summary>Canonical signature.</summary>
    public string Signature => summary.Text(table[row, 2]);

    /// <summary>The same as UTF-8.</summary>
    public ReadOnlySpan<byte> SignatureBytes => summary.TextBytes(table[row, 2]);

    /// <summary>Row where it is a method of the own assembly, named directly; else -1.</summary>
    public int Definition => table[row, 3];

    /// <summary>Arguments of a generic method; numbers among the type uses.</summary>
    public NumberRun Arguments => new(summary, table[row, 4]);

    /// <inheritdoc/>
    public static MemberUse Of(AssemblySummary summary, SummaryTable table, int row) => new(summary, table, row);
}
