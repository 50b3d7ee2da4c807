namespace ModuleBuild.Core.Diagnostics;

/// <summary>Where the project's pages stand; the only place that knows the address.</summary>
public static class ProjectLinks
{
    /// <summary>The repository.</summary>
    public const string Repository = "https://github.com/modulebuild/modulebuild";

    /// <summary>The folder with one page a code; ends with a slash.</summary>
    public const string CodePages = Repository + "/blob/main/docs/codes/";

    /// <summary>The JSON Schema of <c>module.json</c> version 1, for the <c>$schema</c> field.</summary>
    public const string ManifestSchema = "https://raw.githubusercontent.com/modulebuild/modulebuild/main/src/ModuleBuild.Core/Manifest/module.schema.json";
}
