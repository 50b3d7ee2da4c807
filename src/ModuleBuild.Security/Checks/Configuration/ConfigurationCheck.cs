using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks.Configuration.Settings;
using ModuleBuild.Security.Checks.Configuration.Weak;

namespace ModuleBuild.Security.Checks.Configuration;

/// <summary>MB2015: weak settings in packed configuration, and native code that no permission speaks of.</summary>
internal static class ConfigurationCheck
{
    private const int MostOfFile = 50;

    private static readonly ImmutableArray<Func<Setting, string?>> Rules =
        [WeakTls.ProblemOf, OpenHosts.ProblemOf, DebugSettings.ProblemOf, SharedPlaces.ProblemOf, PlainHttp.ProblemOf];

    /// <summary>Looks into all files.</summary>
    /// <param name="files">What is packed.</param>
    /// <param name="permissions">What the manifest declares; null where there is no manifest, and then native code is nobody's.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IEnumerable<Finding> Run(ImmutableArray<PackedFile> files, IReadOnlyCollection<string>? permissions, CancellationToken cancellation)
    {
        foreach (var file in files.OrderBy(file => file.PackagePath, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var finding in Weak(file, SettingsFile.Read(file)).Take(MostOfFile))
            {
                yield return finding;
            }

            if (permissions is not null && NativeCode.ProblemOf(file, permissions) is { } native)
            {
                yield return Weak(file, new(file.Shown), file.PackagePath, native);
            }
        }
    }

    /// <summary>The weak ones of a file's settings.</summary>
    internal static IEnumerable<Finding> Weak(PackedFile file, Setting? root)
    {
        // A value may be there twice: as it is written, and as what it means.
        var seen = new HashSet<(int, string)>();
        foreach (var setting in root?.All().Where(setting => !string.IsNullOrEmpty(setting.Value)) ?? [])
        {
            foreach (var problem in Rules.Select(rule => rule(setting)).OfType<string>().Where(problem => seen.Add((setting.Line, problem))))
            {
                yield return Weak(file, PlaceOf(file, setting), setting.Path, problem);
            }

            foreach (var (name, problem) in ConnectionParts.Of(setting.Value!).Select(part => WeakTls.ProblemOfPart(part.Name, part.Value)).OfType<(string Name, string Problem)>())
            {
                if (seen.Add((setting.Line, problem)))
                {
                    yield return Weak(file, PlaceOf(file, setting), $"{name} of {setting.Path}", problem);
                }
            }
        }
    }

    private static SourceLocation PlaceOf(PackedFile file, Setting setting) => new(file.Shown, setting.Line, setting.Column);

    private static Finding Weak(PackedFile file, SourceLocation place, string what, string problem) =>
        Finding.Create(DiagnosticCatalog.ConfigurationWeak, place, Printable(what), problem) with
        {
            Subject = what == file.PackagePath ? what : $"{file.PackagePath}: {Printable(what)}",
        };

    private static string Printable(string text) => string.Concat(text.Take(120).Select(character => char.IsControl(character) ? '?' : character));
}
