using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Tasks.Stages;
using ModuleBuild.Testing;

namespace ModuleBuild.Tasks.Tests.Stages;

public sealed class AnalyzedClosureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ITaskItem> _copied = [];

    [Fact]
    public void Assembly_that_is_referenced_by_path_and_copied_is_looked_into()
    {
        var closure = Of(Reference("lib/Evil.Lib.dll", ("CopyLocal", "true")));

        Assert.Equal(["Acme.Orders", "Evil.Lib"], NamesOf(closure));
        Assert.Empty(closure.GivenByHost);
    }

    [Fact]
    public void Assembly_that_only_a_referenced_one_needs_is_looked_into()
    {
        _copied.AddRange([Reference("lib/Deep.dll"), Reference("lib/Deep.xml"), Reference("lib/de/Deep.resources.dll"), Reference("lib/Of.Package.dll", ("NuGetPackageId", "Of.Package"))]);

        Assert.Equal(["Acme.Orders", "Deep"], NamesOf(Of()));
    }

    [Fact]
    public void Assembly_that_is_referenced_by_path_and_not_copied_is_missed_unless_it_is_the_hosts()
    {
        var stranger = Of(Reference("lib/Evil.Lib.dll", ("CopyLocal", "false")));
        var host = Of(Reference("lib/Acme.Gateway.dll", ("CopyLocal", "false")));

        Assert.Equal(["Acme.Orders"], NamesOf(stranger));
        Assert.Empty(stranger.GivenByHost);
        Assert.Equal(["Acme.Gateway"], host.GivenByHost);
    }

    [Fact]
    public void Project_is_looked_into_unless_it_is_a_host_that_is_not_copied()
    {
        var project = ("ReferenceSourceTarget", "ProjectReference");

        Assert.Equal(["Acme.Orders", "Acme.Git"], NamesOf(Of(Reference("git/Acme.Git.dll", project, ("CopyLocal", "false")))));
        Assert.Equal(["Acme.Orders", "Acme.Gateway"], NamesOf(Of(Reference("host/Acme.Gateway.dll", project, ("CopyLocal", "true")))));
        Assert.Equal(["Acme.Orders"], NamesOf(Of(Reference("host/Acme.Gateway.dll", project, ("CopyLocal", "false")))));
    }

    [Fact]
    public void Host_gives_frameworks_and_packages_that_only_the_compiler_sees()
    {
        var closure = Of(
            Reference("packs/System.Runtime.dll", ("FrameworkReferenceName", "Microsoft.NETCore.App"), ("NuGetPackageId", "Microsoft.NETCore.App.Ref")),
            Reference("packages/Acme.Web.dll", ("NuGetPackageId", "Acme.Web")));

        Assert.Equal(["Acme.Web", "System.Runtime"], closure.GivenByHost.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Dependency_answers_for_itself_only_where_it_is_a_module()
    {
        _folder.Write("packages/acme.catalog/1.0.0/module/module.json", "{}");
        _folder.Write("obj/project.assets.json", $$"""
            {
              "version": 3,
              "targets": { "net10.0": {
                "Acme.Catalog/1.0.0": { "type": "package", "runtime": { "lib/net10.0/Acme.Catalog.dll": {} } },
                "Acme.Unnamed/1.0.0": { "type": "package", "runtime": { "lib/net10.0/Acme.Unnamed.dll": {} } },
                "Evil.Lib/1.0.0": { "type": "package", "runtime": { "lib/net10.0/Evil.Lib.dll": {} } }
              } },
              "libraries": {
                "Acme.Catalog/1.0.0": { "type": "package", "path": "acme.catalog/1.0.0", "files": [ "lib/net10.0/Acme.Catalog.dll", "module/module.json" ] },
                "Acme.Unnamed/1.0.0": { "type": "package", "path": "acme.unnamed/1.0.0", "files": [ "lib/net10.0/Acme.Unnamed.dll", "module/module.json" ] },
                "Evil.Lib/1.0.0": { "type": "package", "path": "evil.lib/1.0.0", "files": [ "lib/net10.0/Evil.Lib.dll" ] }
              },
              "projectFileDependencyGroups": { "net10.0": [] },
              "packageFolders": { "{{_folder["packages"].Replace('\\', '/')}}/": {} },
              "project": { "version": "1.0.0", "restore": { "projectPath": "{{_folder["a.csproj"].Replace('\\', '/')}}", "projectStyle": "PackageReference" }, "frameworks": { "net10.0": { "targetAlias": "net10.0" } } }
            }
            """);

        var closure = Of(Reference("lib/Acme.Catalog.dll", ("CopyLocal", "true")), Reference("lib/Acme.Orders.dll", ("CopyLocal", "true")));

        Assert.Equal(["Acme.Catalog"], closure.Others);
        Assert.Equal(["Acme.Orders", "Acme.Catalog.dll", "Acme.Orders.dll"], closure.Files.Select(file => file.Package)); // files are no modules by their names
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> NamesOf(AnalyzedClosure closure) => closure.Files.Select(file => Path.GetFileNameWithoutExtension(file.Path));

    private TaskItem Reference(string path, params (string Name, string Value)[] metadata) =>
        new(_folder[path], metadata.ToDictionary(pair => pair.Name, pair => pair.Value));

    private AnalyzedClosure Of(params ITaskItem[] references)
    {
        var manifest = ManifestReader.ReadFile(_folder.Write("module.json", """
            {
              "manifestVersion": 1, "name": "Acme Orders", "summary": "Imports orders and keeps them.", "license": "MIT",
              "host": { "Acme.Gateway": "[1.0,2.0)", "Evil.Host": "[1.0,2.0)" },
              "dependencies": { "Acme.Catalog": "[1.0,2.0)", "Evil.Lib": "[1.0,2.0)" }
            }
            """)).Document!.Manifest;
        var input = new AnalyzeStageInput
        {
            SourceManifest = _folder["module.json"],
            Project = new ProjectFacts(),
            Module = "Acme.Orders",
            Version = "1.0.0",
            Assembly = _folder["obj/Acme.Orders.dll"],
            AssetsFile = _folder["obj/project.assets.json"],
            Sources = null!,
            Memory = null!,
            Folder = _folder["obj"],
            Framework = "net10.0",
            References = CompiledReference.Read(references, [.. _copied]),
        };
        return AnalyzedClosure.Of(input, manifest);
    }
}
