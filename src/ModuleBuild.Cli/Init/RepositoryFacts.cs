using ModuleBuild.Cli.Output;
using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Cli.Init;

/// <summary>What the files around a project tell: its licence and its repository.</summary>
internal static class RepositoryFacts
{
    private static readonly string[] LicenseNames = ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "LICENCE.md", "COPYING"];

    /// <summary>The SPDX identifier of the nearest licence file, between the project and the root of the repository; null where it is not sure.</summary>
    /// <param name="folder">Absolute path of the project's folder.</param>
    public static string? License(string folder)
    {
        var root = ShownPaths.RepositoryRoot(folder);
        for (var at = folder; at is not null; at = at == root ? null : Path.GetDirectoryName(at))
        {
            if (LicenseNames.Select(name => Path.Combine(at, name)).FirstOrDefault(File.Exists) is { } file)
            {
                // One that cannot be read is the nearest all the same: a licence from further up may be another one.
                return OptionalText.Read(file) is { } text ? LicenseRecognizer.Recognize(text) : null;
            }
        }

        return null;
    }

    /// <summary>The https address of the remote <c>origin</c>, or null.</summary>
    /// <param name="folder">Absolute path of the project's folder.</param>
    public static string? Address(string folder) =>
        OptionalText.Read(Path.Combine(ShownPaths.RepositoryRoot(folder), ".git", "config")) is { } config ? AddressIn(config.Split('\n')) : null;

    /// <summary>The https address of the remote <c>origin</c> in the lines of a git configuration, or null.</summary>
    /// <param name="lines">The lines.</param>
    public static string? AddressIn(IEnumerable<string> lines)
    {
        var url = lines
            .Select(line => line.Trim())
            .SkipWhile(line => line != "[remote \"origin\"]")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('['))
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(pair => pair is ["url", _])?[1];
        return url is null ? null : ToHttps(url);
    }

    // git@github.com:acme/orders.git and https://github.com/acme/orders.git are the same place.
    private static string? ToHttps(string url)
    {
        var text = url.EndsWith(".git", StringComparison.Ordinal) ? url[..^4] : url;
        if (text.StartsWith("git@", StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
        {
            text = $"https://{text[4..colon]}/{text[(colon + 1)..]}";
        }

        // An address with a user may hold a password: it is nobody else's business.
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0
            ? text
            : null;
    }
}
