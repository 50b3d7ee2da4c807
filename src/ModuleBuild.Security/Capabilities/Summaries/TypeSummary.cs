namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A type that an assembly defines.</summary>
/// <param name="summary">The assembly.</param>
/// <param name="table">Its types.</param>
/// <param name="row">The row.</param>
internal readonly struct TypeSummary(AssemblySummary summary, SummaryTable table, int row) : ISummaryRow<TypeSummary>
{
    /// <summary>As in metadata: <c>Acme.Outer+Nested`1</c>.</summary>
    public string Name => summary.Text(table[row, 0]);

    /// <summary>Number of the base type among the uses, or -1.</summary>
    public int Base => table[row, 1];

    /// <summary>Numbers of the interfaces among the uses.</summary>
    public NumberRun Interfaces => new(summary, table[row, 2]);

    /// <summary>Row of its first method.</summary>
    public int FirstMethod => table[row, 3];

    /// <summary>How many methods it has.</summary>
    public int MethodCount => table[row, 4];

    /// <summary>What it is.</summary>
    public TypeTraits Traits => (TypeTraits)table[row, 5];

    /// <summary>Explicit implementations, two numbers each: row of the body, or -1 where it is not the type's own, and number of the declaration among the member uses.</summary>
    public NumberRun Overrides => new(summary, table[row, 6]);

    /// <summary>Row of the static constructor, or -1.</summary>
    public int StaticConstructor => table[row, 7];

    /// <summary>Row of the type that it is nested in, or -1.</summary>
    public int Outer => table[row, 8];

    /// <inheritdoc/>
    public static TypeSummary Of(AssemblySummary summary, SummaryTable table, int row) => new(summary, table, row);
}
