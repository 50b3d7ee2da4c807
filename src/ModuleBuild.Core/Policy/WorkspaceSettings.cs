using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary><c>modulebuild.json</c>: what the modules of a workspace share. See <c>docs/workspace.md</c>.</summary>
public sealed record WorkspaceSettings
{
    private const int MaxLength = 1 << 20;

    // A later stage adds its section here, in WorkspaceSettings and in modulebuild.schema.json; a test holds the three together.
    internal static readonly string[] Fields = ["$schema", "resolution", "security", "release", "update"];

    /// <summary>The settings where nobody said anything.</summary>
    public static WorkspaceSettings Default { get; } = new();

    /// <summary>How modules are resolved.</summary>
    public ResolutionSettings Resolution { get; init; } = new();

    /// <summary>What a module may do, and what passes. No lock depends on it.</summary>
    public SecuritySettings Security { get; init; } = new();

    /// <summary>Where environments are kept, and what may be published. No lock depends on it.</summary>
    public ReleaseSettings Release { get; init; } = new();

    /// <summary>How newer versions are looked for. No lock depends on it.</summary>
    public UpdateSettings Update { get; init; } = new();

    /// <summary>Reads the settings of a workspace. Never throws for what the file is or holds.</summary>
    /// <param name="root">Absolute path of the workspace's folder; without the file it is no workspace, and the defaults count.</param>
    /// <returns>The settings, or null with MB1024 for all that is wrong.</returns>
    public static (WorkspaceSettings? Settings, ImmutableArray<Finding> Findings) Read(string root)
    {
        var path = Path.Combine(root, Workspace.FileName);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return (Default, []);
        }

        var (tree, problem) = StrictFile.Read(
            path, DiagnosticCatalog.WorkspaceUnusable, MaxLength, emptyAdvice: null, "Merge it, then build again.");
        if (tree is null)
        {
            // An empty file marks a workspace, and says nothing else.
            return problem is null ? (Default, []) : (null, [problem]);
        }

        var reader = new StrictReader(path, DiagnosticCatalog.WorkspaceUnusable, tree);
        var settings = Read(reader, root);
        return reader.IsClean ? (settings, []) : (null, reader.Findings);
    }

    private static WorkspaceSettings Read(StrictReader reader, string root)
    {
        if (reader.Root("an object such as {\"resolution\": {}}") is not { } o)
        {
            return Default;
        }

        reader.CheckNames(o, Fields, allowsOwn: true);
        reader.Text(o, "$schema");
        var resolution = reader.Object(o, "resolution");
        var security = reader.Object(o, "security");
        var release = reader.Object(o, "release");
        var update = reader.Object(o, "update");
        return resolution is null && security is null && release is null && update is null ? Default : new WorkspaceSettings
        {
            Resolution = resolution is null ? Default.Resolution : ResolutionSection.Read(reader, resolution, root),
            Security = security is null ? Default.Security : SecuritySection.Read(reader, security, root),
            Release = release is null ? Default.Release : ReleaseSection.Read(reader, release, root),
            Update = update is null ? Default.Update : UpdateSection.Read(reader, update),
        };
    }
}
