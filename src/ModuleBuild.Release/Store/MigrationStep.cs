using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ModuleBuild.Release.Store;

/// <summary>
/// From one format of the store to the next. Only files that change are rewritten: <c>current.json</c>, <c>operation.json</c>, <c>target.json</c>.
/// Releases and entries of the ledger never change, so that every later version reads them in every earlier form.
/// </summary>
/// <param name="From">The format that it starts from; it leads to the next number.</param>
/// <param name="Title">What it changes, for the ledger.</param>
/// <param name="Rewrite">The new content of a file, from its path and its old content. A pure function.</param>
public sealed record MigrationStep(int From, string Title, Func<string, JsonObject, JsonObject> Rewrite)
{
    /// <summary>All steps that there ever were; none yet.</summary>
    public static ImmutableArray<MigrationStep> All { get; } = [];
}
