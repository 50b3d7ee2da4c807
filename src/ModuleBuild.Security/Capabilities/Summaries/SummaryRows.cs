namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Rows of a summary that mean something. A row is read where somebody asks for a part of it.</summary>
/// <typeparam name="T">What a row means.</typeparam>
/// <param name="summary">The summary.</param>
/// <param name="table">The rows.</param>
internal sealed class SummaryRows<T>(AssemblySummary summary, SummaryTable table)
    where T : struct, ISummaryRow<T>
{
    /// <summary>How many there are.</summary>
    public int Length => table.Count;

    /// <summary>One of them.</summary>
    public T this[int row] => T.Of(summary, table, row);
}

/// <summary>A row of a summary.</summary>
/// <typeparam name="T">What it means.</typeparam>
internal interface ISummaryRow<T>
{
    /// <summary>What a row means.</summary>
    static abstract T Of(AssemblySummary summary, SummaryTable table, int row);
}

/// <summary>Numbers that belong to a row.</summary>
/// <param name="summary">The summary.</param>
/// <param name="start">Where their length stands.</param>
internal readonly struct NumberRun(AssemblySummary summary, int start)
{
    /// <summary>How many there are.</summary>
    public int Length => summary.Numbers[start, 0];

    /// <summary>One of them.</summary>
    public int this[int at] => summary.Numbers[start + 1 + at, 0];

    /// <summary>What is made of each.</summary>
    public T[] ConvertAll<T>(Func<int, T> make)
    {
        var length = Length;
        if (length == 0)
        {
            return [];
        }

        var made = new T[length];
        for (var at = 0; at < length; at++)
        {
            made[at] = make(this[at]);
        }

        return made;
    }
}
