using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Security;

/// <summary>What runs is what was looked into, wherever it comes from.</summary>
public sealed class PackedAssemblyTests
{
    private const string Replace = """
        <Target Name="Weave" AfterTargets="CopyFilesToOutputDirectory" Condition="'$(Weave)' == 'true'">
            <Copy SourceFiles="../lib/Evil.Lib.dll" DestinationFiles="$(OutDir)Acme.Orders.dll" />
          </Target>
        """;

    [Fact]
    public async Task Assembly_that_is_referenced_by_path_is_looked_into_and_one_that_is_replaced_after_the_build_is_not_packed()
    {
        using var work = await ModuleWorkspace.CreateAsync();
        work.Write("modulebuild.json", "{}");
        work.Write("Evil.Lib/Evil.Lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputPath>../lib</OutputPath><AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath></PropertyGroup></Project>
            """);
        work.Write("Evil.Lib/Tool.cs", "namespace Evil.Lib; public static class Tool { public static void Go() => System.Diagnostics.Process.Start(\"evil\"); }");
        var library = await work.Spawned.DotnetAsync(["build"], work["Evil.Lib"]);
        work.AddModule(items: "<Reference Include=\"Evil.Lib\" HintPath=\"../lib/Evil.Lib.dll\" Condition=\"'$(Weave)' != 'true'\" />");
        work.Write("Acme.Orders/Directory.Build.targets", $"<Project>{Replace}</Project>");
        work.Write("Acme.Orders/Importer.cs", "namespace Acme.Orders; public sealed class Importer { public void Run() => Evil.Lib.Tool.Go(); }");

        var undeclared = await work.InProcess.RunAsync(work["Acme.Orders/Acme.Orders.csproj"], ["Build"]);
        work.Write("Acme.Orders/Importer.cs", "namespace Acme.Orders; public sealed class Importer { public void Run() { } }");
        var woven = await work.Spawned.DotnetAsync(["pack", "-p:Weave=true"], work["Acme.Orders"]);

        Assert.True(library.Succeeded, library.Log);
        Assert.Equal(["MB2010"], undeclared.Messages.Select(message => message.Code));
        Assert.Contains("reached through Evil.Lib", undeclared.Messages[0].Message, StringComparison.Ordinal);
        Assert.False(woven.Succeeded, woven.Log);
        Assert.Contains("error MB2011: What 'lib/net10.0/Acme.Orders.dll' does is not known: it is packed, and is none of the assemblies", woven.Log, StringComparison.Ordinal);
    }
}
