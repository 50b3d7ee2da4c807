using ModuleBuild.Testing;

namespace ModuleBuild.Cli.Tests.Reporting;

/// <summary>
/// A real build with a binary log, of a project that does what a module's does as far as the log shows it: two target frameworks, a gate, errors
/// and warnings, a last release and a package. What the gate writes lies there already.
/// </summary>
internal sealed class LoggedBuild : IDisposable
{
    private const string Project = """
        <Project DefaultTargets="Build">
          <PropertyGroup>
            <_ModuleBuildOn>true</_ModuleBuildOn>
            <_ModuleBuildFolder>$(MSBuildThisFileDirectory)obj/$(TargetFramework)/modulebuild/</_ModuleBuildFolder>
          </PropertyGroup>
          <Target Name="Build" DependsOnTargets="Outer;_ModuleBuildGate;Pack" />
          <Target Name="Outer" Condition="'$(TargetFramework)' == ''">
            <MSBuild Projects="$(MSBuildProjectFile)" Properties="TargetFramework=net9.0" />
            <MSBuild Projects="$(MSBuildProjectFile)" Properties="TargetFramework=net10.0" />
          </Target>
          <Target Name="_ModuleBuildGate" Condition="'$(TargetFramework)' != '' and '$(Broken)' == ''">
            <CreateItem Include="LastRelease" AdditionalMetadata="Folder=$(MSBuildThisFileDirectory)past/1.1.0"><Output TaskParameter="Include" ItemName="_ModuleBuildLastRelease" /></CreateItem>
            <Exec Command="cat findings.txt" />
          </Target>
          <Target Name="Pack" Condition="'$(TargetFramework)' == ''">
            <CreateItem Include="bin/Acme.Orders.1.2.0.nupkg"><Output TaskParameter="Include" ItemName="NuGetPackOutput" /></CreateItem>
            <Error Condition="'$(Broken)' != ''" Code="NETSDK1045" File="$(MSBuildToolsPath)/Microsoft.Common.targets" Text="The SDK is too old." />
          </Target>
        </Project>
        """;

    private readonly TemporaryFolder _folder = new("logged build");

    private LoggedBuild()
    {
    }

    /// <summary>Absolute path of the workspace, which lies in a repository.</summary>
    public string Workspace => _folder["workspace"];

    /// <summary>Absolute path of the log.</summary>
    public string Log => _folder["workspace/msbuild.binlog"];

    /// <summary>Absolute path of something beside the workspace.</summary>
    public string this[string path] => _folder[path];

    /// <summary>Builds.</summary>
    /// <param name="properties">Global properties.</param>
    public static async Task<LoggedBuild> RunAsync(params string[] properties)
    {
        var build = new LoggedBuild();
        Directory.CreateDirectory(build[".git"]);
        build.Write("modulebuild.json", "{}");
        build.Write("Orders/Orders.proj", Project);
        build.Write("Orders/module.json", "{}");
        build.Write("Orders/Entry.cs", "");
        build.Write("Orders/findings.txt", """
            Entry.cs(3,5): warning CS0168: The variable is never used
            module.json(7,3): warning MB2004: It covers everything.

            """);
        build.WriteRecords("net9.0", 81);
        build.WriteRecords("net10.0", 92);
        build.Write("Orders/past/1.1.0/module/capabilities.json", Capabilities("1.1.0", """{"capability":"file:read","target":"/tmp","package":"Acme.Orders","assembly":"Acme.Orders","path":[{"assembly":"Acme.Orders","member":"M"}]}"""));
        build.Write("Orders/past/1.1.0/module/Acme.Orders.cdx.json", Sbom("""{"type":"library","name":"Gone","version":"1.0.0"},{"type":"library","name":"Newer","version":"1.0.0"}"""));
        var arguments = new[] { "msbuild", "Orders/Orders.proj", "-bl:" + build.Log, "-nologo", "-v:q" }.Concat(properties.Select(property => "-p:" + property));
        await ChildProcess.RunAsync("dotnet", arguments, build.Workspace);
        return build;
    }

    /// <summary>Writes a file of the workspace.</summary>
    public string Write(string path, string content) => _folder.Write("workspace/" + path, content);

    public void Dispose() => _folder.Dispose();

    private void WriteRecords(string framework, int score)
    {
        var folder = $"Orders/obj/{framework}/modulebuild/";
        Write(folder + "module.json", """
            {"manifestVersion":1,"id":"Acme.Orders","version":"1.2.0","name":"Orders","summary":"Imports orders.","license":"MIT",
             "host":{"Acme.Gateway":"[8.3,9.0)"},"entryPoints":[{"scope":"gateway","type":"Acme.Orders.Entry"}],"dependencies":{"Acme.Catalog":"[1.0,2.0)"}}
            """);
        Write(folder + "security.json", $$"""{"formatVersion":1,"securityScanPassed":true,"score":{{score}},"minimumScore":70,"lost":[]}""");
        Write(folder + "capabilities.json", Capabilities("1.2.0", """{"capability":"process:start","target":"x","package":"Acme.Orders","assembly":"Acme.Orders","path":[{"assembly":"Acme.Orders","member":"M"}]}"""));
        Write(folder + "Acme.Orders.cdx.json", Sbom("""{"type":"library","name":"Newer","version":"1.1.0"},{"type":"library","name":"New","version":"2.0.0"},{"type":"file","name":"lib/a.dll"}"""));
        Write(folder + "findings.sarif", """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"ModuleBuild","rules":[RULE-MB2004,RULE-MB2007]}},"results":[
             {"ruleId":"MB2004","level":"warning","message":{"text":"It covers everything."},"partialFingerprints":{"primaryLocationLineHash":"abc:1"},
              "locations":[{"physicalLocation":{"artifactLocation":{"uri":"Orders/module.json","uriBaseId":"SRCROOT"},"region":{"startLine":7,"startColumn":3}}}]},
             {"ruleId":"MB2007","level":"error","message":{"text":"Newer 1.1.0 has a known vulnerability."},"suppressions":[{"kind":"external"}],
              "locations":[{"physicalLocation":{"artifactLocation":{"uri":"Orders/Orders.proj","uriBaseId":"SRCROOT"},"region":{"startLine":1}}}]}]}]}
            """.Replace("RULE-MB2004", Rule("MB2004"), StringComparison.Ordinal).Replace("RULE-MB2007", Rule("MB2007"), StringComparison.Ordinal));
    }

    private static string Rule(string id) =>
        $$$"""{"id":"{{{id}}}","name":"Rule{{{id}}}","shortDescription":{"text":"It is."},"fullDescription":{"text":"It is."},"help":{"text":"Mend it."},"helpUri":"https://example.com/{{{id}}}"}""";

    private static string Capabilities(string version, string reached) =>
        $$"""{"formatVersion":1,"module":"Acme.Orders","version":"{{version}}","map":"a","capabilities":[{{reached}}],"unknown":[]}""";

    private static string Sbom(string components) => $$"""{"bomFormat":"CycloneDX","specVersion":"1.7","components":[{{components}}]}""";
}
