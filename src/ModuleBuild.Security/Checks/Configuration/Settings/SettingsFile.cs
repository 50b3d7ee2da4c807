using System.Text;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Configuration.Settings;

/// <summary>Which packed files are configuration, by their names, and what they set.</summary>
internal static class SettingsFile
{
    private const int Largest = 1 << 20;

    private static readonly string[] JsonNames = ["launchsettings.json", "hostsettings.json", "hosting.json", "settings.json", "config.json", "configuration.json", "connectionstrings.json"];
    private static readonly string[] YamlWords = ["settings", "config", "compose", "values", "application", "deploy"];
    private static readonly string[] Folders = ["config", "configuration", "conf", "settings", "deploy"];

    // What shows how to write one is none.
    private static readonly string[] Samples = [".example", ".sample", ".template", ".dist"];

    /// <summary>Reads what a file sets; null where it is no configuration, cannot be read, or is too large for one.</summary>
    public static Setting? Read(PackedFile file)
    {
        if (ReaderOf(file.PackagePath) is null)
        {
            return null;
        }

        var bytes = NamedFile.Read(file.SourcePath, Largest + 1, out var problem);
        return problem is not null || bytes.Length > Largest ? null : Read(file.PackagePath, bytes);
    }

    /// <summary>Reads what bytes set; null where their name is not that of a configuration.</summary>
    /// <param name="packagePath">Where they are in the package.</param>
    /// <param name="bytes">The bytes.</param>
    public static Setting? Read(string packagePath, byte[] bytes) =>
        ReaderOf(packagePath) is { } reader ? Completed(reader(NamedFile.Decode(bytes))) : null;

    private static Func<string, Setting>? ReaderOf(string packagePath)
    {
        var path = packagePath.ToLowerInvariant();
        return ReaderOf(path[(path.LastIndexOf('/') + 1)..], path.Split('/'));
    }

    private static Func<string, Setting>? ReaderOf(string name, string[] folders) => Path.GetExtension(name) switch
    {
        ".json" when (name.StartsWith("appsettings", StringComparison.Ordinal) || JsonNames.Contains(name) || name.EndsWith(".settings.json", StringComparison.Ordinal)
            || name.EndsWith(".appsettings.json", StringComparison.Ordinal)) && !name.EndsWith(".schema.json", StringComparison.Ordinal) => text => JsonSettings.Read(Encoding.UTF8.GetBytes(text)),
        ".config" => XmlSettings.Read,
        ".yaml" or ".yml" when YamlWords.Any(word => name.Contains(word, StringComparison.Ordinal)) || folders.SkipLast(1).Intersect(Folders).Any() => YamlSettings.Read,
        ".ini" or ".env" => LineSettings.Read,
        var ending when name.StartsWith(".env", StringComparison.Ordinal) && !Samples.Contains(ending) => LineSettings.Read,
        _ => null,
    };

    // <add key="A" value="1"/>, { "name": "A", "value": "1" } and "- A=1" are how lists of settings are written.
    private static Setting Completed(Setting root)
    {
        foreach (var setting in root.All().ToList())
        {
            if ((setting.Child("key") ?? setting.Child("name"))?.Value is { Length: > 0 } name && setting.Child("value") is { Value: { } value } place)
            {
                (setting.Parent ?? setting).Add(name, place.Line, place.Column, value);
            }
            else if (setting.Value?.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && IsVariable(setting.Value.AsSpan(0, sign)))
            {
                (setting.Parent ?? setting).Add(setting.Value[..sign], setting.Line, setting.Column, setting.Value[(sign + 1)..]);
            }
        }

        return root;
    }

    private static bool IsVariable(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character) && character != '_')
            {
                return false;
            }
        }

        return true;
    }
}
