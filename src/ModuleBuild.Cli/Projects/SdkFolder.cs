using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Build.Locator;

namespace ModuleBuild.Cli.Projects;

/// <summary>
/// The one SDK folder from which NuGet's client and MSBuild are loaded: nothing of them is shipped, so that this program reads
/// versions, projects and restore results exactly as the user's own <c>dotnet build</c> does.
/// </summary>
/// <remarks>
/// A command that evaluates no project takes the newest SDK beside the running runtime, which costs one directory listing. A
/// command that evaluates asks <see cref="MSBuildLocator"/> first, which honours global.json and costs tens of milliseconds.
/// </remarks>
internal static class SdkFolder
{
    private static readonly Lazy<string?> BesideRuntime = new(() => Newest(DotnetRoot(), Environment.Version.Major));

    private static string? _chosen;

    /// <summary>The folder, or null where there is no SDK that this runtime can load.</summary>
    public static string? Current => _chosen ?? BesideRuntime.Value;

    /// <summary>Answers the runtime's questions for assemblies that are not shipped. To be called first of all.</summary>
    public static void ServeAssemblies() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <summary>
    /// Readies MSBuild, from the SDK that <c>dotnet build</c> would use here. To be called before any type of NuGet or MSBuild is used,
    /// from a method that uses none.
    /// </summary>
    /// <exception cref="UsageException">There is none that this runtime can load.</exception>
    public static void RequireMSBuild()
    {
        lock (BesideRuntime)
        {
            if (_chosen is not null)
            {
                return;
            }

            var sdk = Query() ?? throw new UsageException(
                $"No .NET SDK was found that the running .NET {Environment.Version} can load. Install the .NET SDK 10.0.100 or newer, and look at 'sdk' in global.json if there is one.");
            _chosen = sdk.MSBuildPath.TrimEnd(Path.DirectorySeparatorChar);
            MSBuildLocator.RegisterInstance(sdk);
        }
    }

    /// <summary>The newest SDK below a dotnet root that a runtime of this major version can load; releases before previews.</summary>
    /// <param name="root">Folder of dotnet.</param>
    /// <param name="runtimeMajor">Assemblies of a newer SDK need a newer runtime.</param>
    public static string? Newest(string root, int runtimeMajor)
    {
        // A loop, because a query over tuples makes the JIT compile sixty methods, which is a tenth of the process.
        string? newest = null;
        var newestVersion = new Version();
        var sdks = Path.Join(root, "sdk");
        foreach (var folder in Directory.Exists(sdks) ? Directory.GetDirectories(sdks) : [])
        {
            if (ParseVersion(Path.GetFileName(folder)) is { } version
                && version.Major <= runtimeMajor
                && IsNewer(folder, version, newest, newestVersion)
                && File.Exists(Path.Join(folder, "NuGet.Versioning.dll")))
            {
                (newest, newestVersion) = (folder, version);
            }
        }

        return newest;
    }

    [SuppressMessage("SingleFile", "IL3000", Justification = "A dotnet tool runs on a shared runtime, never as a single file.")]
    private static string DotnetRoot() =>
        Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    private static VisualStudioInstance? Query()
    {
        try
        {
            var options = new VisualStudioInstanceQueryOptions
            {
                DiscoveryTypes = DiscoveryType.DotNetSdk,
                WorkingDirectory = Directory.GetCurrentDirectory(),
            };
            return MSBuildLocator.QueryVisualStudioInstances(options).FirstOrDefault(instance => instance.Version.Major >= 10);
        }
        catch (InvalidOperationException)
        {
            return null; // A global.json asks for an SDK that is not installed; the host has said so by itself.
        }
    }

    private static bool IsNewer(string folder, Version version, string? other, Version otherVersion) =>
        other is null || version > otherVersion || (version == otherVersion && IsLaterName(Path.GetFileName(folder), Path.GetFileName(other)));

    // The same numbers: a release comes after its previews, and has no dash.
    private static bool IsLaterName(string name, string other) => (name.Contains('-', StringComparison.Ordinal), other.Contains('-', StringComparison.Ordinal)) switch
    {
        (true, false) => false,
        (false, true) => true,
        _ => StringComparer.Ordinal.Compare(name, other) > 0,
    };

    private static Version? ParseVersion(string name) =>
        Version.TryParse(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0 ? dash : name.Length), out var version)
            ? version
            : null;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        Current is { } folder
        && Path.Combine(folder, name.Name + ".dll") is var path
        && File.Exists(path)
            ? context.LoadFromAssemblyPath(path)
            : null;
}
