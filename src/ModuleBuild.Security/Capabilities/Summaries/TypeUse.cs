namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>A type as code refers to it.</summary>
/// <param name="summary">The assembly.</param>
/// <param name="table">Its uses of types.</param>
/// <param name="row">The row.</param>
internal readonly struct TypeUse(AssemblySummary summary, SummaryTable table, int row) : ISummaryRow<TypeUse>
{
    /// <summary>Beside the kind: a parameter of a type is in it.</summary>
    public const int TypeParameterMark = 0x100;

    /// <summary>Beside the kind: a parameter of a method is in it.</summary>
    public const int MethodParameterMark = 0x200;

    /// <summary>How.</summary>
    public TypeUseKind Kind => (TypeUseKind)(table[row, 0] & 0xFF);

    /// <summary>Whether a parameter of a type is in it.</summary>
    public bool NamesTypeParameter => (table[row, 0] & TypeParameterMark) != 0;

    /// <summary>Whether a parameter of a method is in it.</summary>
    public bool NamesMethodParameter => (table[row, 0] & MethodParameterMark) != 0;

    /// <summary>Canonical text, as in signatures.</summary>
    public string Text => summary.Text(table[row, 1]);

    /// <summary>Of a reference: simple name of the assembly; empty for the own one.</summary>
    public string Assembly => summary.Text(AssemblyNumber);

    /// <summary>Number of that text.</summary>
    public int AssemblyNumber => table[row, 2];

    /// <summary>Of a definition its row; of a type parameter its number; of an instance the number of the generic type among the uses; else -1.</summary>
    public int Index => table[row, 3];

    /// <summary>Of an instance its arguments, of an array or pointer its element; numbers among the uses.</summary>
    public NumberRun Arguments => new(summary, table[row, 4]);

    /// <summary>Canonical texts of the arguments.</summary>
    public string[] ArgumentTexts()
    {
        var uses = summary.TypeUses;
        return Arguments.ConvertAll(argument => uses[argument].Text);
    }

    /// <inheritdoc/>
    public static TypeUse Of(AssemblySummary summary, SummaryTable table, int row) => new(summary, table, row);
}
