using ModuleBuild.Testing;

namespace ModuleBuild.Benchmarks.Processes;

/// <summary>The reference of a process: a C# program that prints one line, started as a tool is.</summary>
internal static class BareProgram
{
    /// <summary>Compiles it.</summary>
    /// <param name="folder">Where.</param>
    /// <returns>Absolute path of the program.</returns>
    public static async Task<string> CompileAsync(TemporaryFolder folder)
    {
        folder.Write("bare/Directory.Build.props", "<Project />");
        folder.Write("bare/Directory.Packages.props", "<Project />");
        folder.Write("bare/Program.cs", "System.Console.WriteLine(\"Hello\");");
        var project = folder.Write("bare/bare.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        (await ChildProcess.RunAsync("dotnet", ["build", project, "-c", "Release", "-o", folder["bare/out"]], folder.Path)).Succeeded();
        return folder[OperatingSystem.IsWindows() ? "bare/out/bare.exe" : "bare/out/bare"];
    }
}
