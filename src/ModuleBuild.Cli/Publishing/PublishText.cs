using ModuleBuild.Cli.Output;
using ModuleBuild.Cli.Release;
using ModuleBuild.Release.Publishing;

namespace ModuleBuild.Cli.Publishing;

/// <summary>What is published, for people.</summary>
internal static class PublishText
{
    /// <summary>Writes a plan as a table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="tools">Where the packages go.</param>
    /// <param name="plan">The plan.</param>
    public static void WritePlan(TextWriter writer, PublishTools tools, PublishPlan plan)
    {
        var journal = tools.Journal is null ? "no journal: what the feed has tells what is done" : $"journal in {tools.Journal.Name}";
        writer.WriteLine($"To {(tools.Feed.Name == tools.Feed.Address ? tools.Feed.Address : $"'{tools.Feed.Name}' ({tools.Feed.Address})")}; {journal}.");
        TextTable.Write(writer, "  ",
        [
            ["Package", "Version", "Package", "Symbols"],
            .. plan.Steps.Select(step => new[] { step.Package.File.Id, step.Package.File.Version.ToNormalizedString(), Word(step.Push), Word(step.Symbols) }),
        ]);
    }

    /// <summary>What became of a package, on a line.</summary>
    /// <param name="step">The package.</param>
    public static string Line(PublishStep step) => step.Symbols == PublishAction.None
        ? $"{step.Package}: {Word(step.Push)}"
        : $"{step.Package}: {Word(step.Push)}; symbols: {Word(step.Symbols)}";

    /// <summary>What became of all.</summary>
    /// <param name="result">What became of them.</param>
    public static string Summary(PublishResult result)
    {
        var parts = result.Steps.GroupBy(step => step.Push).OrderBy(group => group.Key).Select(group => FormattableString.Invariant($"{group.Count()} {Past(group.Key)}"));
        return $"{FindingSummary.Count(result.Steps.Length, "package")}: {string.Join(", ", parts)}.";
    }

    /// <summary>A word for what is to be done, or was.</summary>
    /// <param name="action">What.</param>
    public static string Word(PublishAction action) => action switch
    {
        PublishAction.None => "none",
        PublishAction.Push => "push",
        PublishAction.There => "there already",
        PublishAction.Pushed => "pushed",
        PublishAction.NotOffered => "not taken by the feed",
        _ => "failed",
    };

    private static string Past(PublishAction action) => action == PublishAction.Push ? "not tried" : Word(action);
}
