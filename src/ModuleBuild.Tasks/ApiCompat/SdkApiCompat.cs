using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.Build.Framework;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Security.Compatibility.Api;

namespace ModuleBuild.Tasks.ApiCompat;

/// <summary>
/// The SDK's own comparison of two assemblies (<c>ValidateAssembliesTask</c>), which package validation uses. It is called from here and not from a
/// targets file: there it tells every build of the suppression file that it wrote, and a damaged assembly ends the build with its stack.
/// </summary>
internal static class SdkApiCompat
{
    private const string TaskName = "Microsoft.DotNet.ApiCompat.Task.ValidateAssembliesTask";

    private static readonly ConcurrentDictionary<string, Lazy<Type?>> Loaded = new(StringComparer.Ordinal);

    /// <summary>Where the SDK has it for .NET, seen from where it says that it has it: in Visual Studio that is the one for .NET Framework.</summary>
    /// <param name="taskAssembly"><c>$(DotNetApiCompatTaskAssembly)</c>.</param>
    /// <returns>Null where there is none.</returns>
    public static string? Find(string? taskAssembly)
    {
        if (string.IsNullOrEmpty(taskAssembly) || Path.GetFullPath(taskAssembly) is var path && !File.Exists(path))
        {
            return null;
        }

        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        return Path.GetFileName(folder).StartsWith("net4", StringComparison.Ordinal)
            ? Directory.GetDirectories(Path.GetDirectoryName(folder)!).Select(each => Path.Combine(each, name))
                .FirstOrDefault(each => each != path && File.Exists(each))
            : path;
    }

    /// <summary>Compares, in both directions: what there is less, and what there is more.</summary>
    /// <param name="taskAssembly">From <see cref="Find"/>.</param>
    /// <param name="older">Absolute path of the assembly that was released.</param>
    /// <param name="newer">Absolute path of the assembly that was compiled.</param>
    /// <param name="references">Absolute paths of the assemblies with which it was compiled.</param>
    /// <returns>Null where they cannot be compared.</returns>
    public static ImmutableArray<ApiDifference>? Compare(string taskAssembly, string older, string newer, IEnumerable<string> references)
    {
        if (Loaded.GetOrAdd(taskAssembly, path => new Lazy<Type?>(() => Load(path))).Value is not { } type)
        {
            return null;
        }

        // It parts the paths at commas, and knows no way to say that one is part of a path.
        var all = string.Join(',', references.Where(path => !path.Contains(',', StringComparison.Ordinal)));
        var folder = Directory.CreateTempSubdirectory("modulebuild-api-");
        try
        {
            var (less, more) = (Path.Combine(folder.FullName, "less.xml"), Path.Combine(folder.FullName, "more.xml"));
            return Run(type, taskAssembly, older, newer, all, less) && Run(type, taskAssembly, newer, older, all, more) ? ApiDifferences.Read(less, more) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Run(Type type, string taskAssembly, string left, string right, string references, string output)
    {
        var engine = new QuietEngine();
        try
        {
            var task = (ITask)Activator.CreateInstance(type)!;
            task.BuildEngine = engine;
            Set("LeftAssemblies", new[] { left });
            Set("RightAssemblies", new[] { right });
            Set("LeftAssembliesReferences", new[] { references });
            Set("RightAssembliesReferences", new[] { references });
            Set("RoslynAssembliesPath", RoslynOf(taskAssembly));
            Set("GenerateSuppressionFile", true);
            Set("SuppressionOutputFile", output);
            return task.Execute() && !engine.Failed;

            void Set(string name, object value) => type.GetProperty(name)!.SetValue(task, value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false; // somebody else's code on bytes that may be damaged: whatever it throws, nothing was compared
        }
    }

    // Roslyn lies in the same SDK. The build's own assemblies come from where the build runs.
    private static Type? Load(string taskAssembly)
    {
        try
        {
            string[] folders = [Path.GetDirectoryName(taskAssembly)!, RoslynOf(taskAssembly)];
            var context = new AssemblyLoadContext("ModuleBuild.ApiCompat");
            context.Resolving += (asked, name) => folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists) is { } path
                ? asked.LoadFromAssemblyPath(path)
                : null;
            return context.LoadFromAssemblyPath(taskAssembly).GetType(TaskName);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException or TypeLoadException)
        {
            return null;
        }
    }

    // sdk/10.0.100/Sdks/Microsoft.NET.Sdk/tools/net10.0/Microsoft.DotNet.ApiCompat.Task.dll
    private static string RoslynOf(string taskAssembly) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(taskAssembly)!, "..", "..", "..", "..", "Roslyn", "bincore"));
}
