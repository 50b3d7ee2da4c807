namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>A small <c>project.assets.json</c>, so that tests can break it.</summary>
internal static class AssetsText
{
    /// <summary>A whole file.</summary>
    /// <param name="libraries">Entries of the target.</param>
    /// <param name="dependencies">Entries of the framework's direct dependencies.</param>
    /// <param name="version">Version of the format.</param>
    /// <param name="rest">More members of the root, each followed by a comma.</param>
    public static string Make(string libraries, string dependencies, int version = 3, string rest = "") => $$"""
        {
          "version": {{version}},
          "targets": { "net10.0": { {{libraries}} }, "net10.0/linux-x64": { "Only.On.Linux/1.0.0": { "type": "package" } } },
          "libraries": {},
          "packageFolders": {},
          {{rest}}
          "project": {
            "version": "1.0.0",
            "restore": { "projectName": "App", "projectPath": "/src/App/App.csproj" },
            "frameworks": { "net10.0": { "targetAlias": "net10.0", "dependencies": { {{dependencies}} } } }
          }
        }
        """;

    /// <summary>A library of the target with one assembly.</summary>
    public static string Library(string id, string dependencies = "") =>
        $$"""
        "{{id}}/1.0.0": {
          "type": "package", "dependencies": { {{dependencies}} },
          "runtime": { "lib/net10.0/{{id}}.dll": {} } }
        """;

    /// <summary>A direct dependency.</summary>
    public static string Direct(string id, string more = "") => $$""" "{{id}}": { "target": "Package", "version": "[1.0.0, )"{{more}} } """;
}
