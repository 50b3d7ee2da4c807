using System.Globalization;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>
/// <c>project.assets.json</c>, once it is known to be one that this SDK's NuGet client understands. Who asks it several things opens it once.
/// </summary>
public sealed class AssetsFile
{
    private const string WayOut = "Run 'dotnet restore'.";

    private readonly string _path;
    private readonly LockFile _lockFile;

    private AssetsFile(string path, LockFile lockFile)
    {
        _path = path;
        _lockFile = lockFile;
    }

    /// <summary>The file as the client reads it.</summary>
    internal LockFile LockFile => _lockFile;

    /// <summary>The frameworks as the project names them, in the order of the file.</summary>
    public IReadOnlyList<string> Frameworks => [.. _lockFile.PackageSpec.TargetFrameworks.Select(AssetsTarget.Alias)];

    /// <summary>The frameworks' folders in a package, by the names that the project gives them; a name is listed once.</summary>
    public IEnumerable<KeyValuePair<string, string>> Folders => _lockFile.PackageSpec.TargetFrameworks
        .Select(framework => KeyValuePair.Create(AssetsTarget.Alias(framework), framework.FrameworkName.GetShortFolderName()))
        .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the file, or says why it cannot be used. Never throws for what it is or holds.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>The file, or MB9004.</returns>
    public static (AssetsFile? Assets, Finding? Finding) Open(string path)
    {
        try
        {
            return Check(path, new LockFileFormat().Read(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, Unusable(path, "it does not exist"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Unusable(path, $"it cannot be opened: {e.Message}"));
        }
    }

    /// <summary>What restore resolved for a framework without a runtime identifier, or null where the file does not have it.</summary>
    internal AssetsTarget? FindTarget(string framework) => AssetsTarget.Find(_lockFile, framework);

    /// <summary>An MB9004 about this file.</summary>
    /// <param name="reason">What is wrong, as a part of a sentence that begins with "it".</param>
    internal Finding Unusable(string reason) => Unusable(_path, reason);

    private static (AssetsFile? Assets, Finding? Finding) Check(string path, LockFile lockFile)
    {
        // The client answers with this version where it could not read the file; it keeps the reason to its log.
        if (lockFile.Version == int.MinValue)
        {
            return (null, Unreadable(path));
        }

        if (lockFile.Version > LockFileFormat.Version)
        {
            return (null, Unusable(path, string.Create(CultureInfo.InvariantCulture,
                $"its format has version {lockFile.Version}, and the NuGet of this SDK reads up to {LockFileFormat.Version}"),
                "Run 'dotnet restore' with this SDK, or build with the one that restored it."));
        }

        return lockFile.PackageSpec?.TargetFrameworks is { Count: > 0 }
            ? (new AssetsFile(path, lockFile), null)
            : (null, Unusable(path, "it does not say which project it is for"));
    }

    private static Finding Unreadable(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Unusable(path, "it is JSON, but not the result of a restore");
        }
        catch (JsonException e)
        {
            return Unusable(
                new SourceLocation(path, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1),
                "it is cut off or damaged here",
                "Delete it and run 'dotnet restore'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unusable(path, $"it cannot be opened: {e.Message}");
        }
    }

    private static Finding Unusable(string path, string reason, string wayOut = WayOut) =>
        Unusable(new SourceLocation(path), reason, wayOut);

    private static Finding Unusable(SourceLocation place, string reason, string wayOut) =>
        Finding.Create(DiagnosticCatalog.AssetsUnusable, place, $"{reason}. {wayOut}");
}
