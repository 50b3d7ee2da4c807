using System.Collections.Immutable;

namespace ModuleBuild.Security.Capabilities.Inputs;

/// <summary>Runtime identifiers as packages name folders by them: <c>linux-musl-x64</c> runs what is for <c>linux</c> and <c>unix</c>, too.</summary>
/// <remarks>See <see href="https://learn.microsoft.com/dotnet/core/rid-catalog"/>. Names of distributions, which older packages have, are those of Linux.</remarks>
internal static class RuntimeIdentifier
{
    private static readonly string[] Unix = ["linux", "osx", "freebsd", "illumos", "solaris", "haiku", "ios", "tvos", "maccatalyst", "android"];

    private static readonly string[] OfNoUnix = ["any", "unix", "browser", "wasi"];

    /// <summary>What a platform runs, the nearest first; not <c>any</c>, which is for all.</summary>
    /// <param name="runtime">The platform.</param>
    public static ImmutableArray<string> Fallbacks(string runtime)
    {
        var parts = runtime.ToLowerInvariant().Split('-');
        var system = SystemOf(parts[0]);
        var processor = parts.Length > 1 ? parts[^1] : null;
        return
        [
            .. new[]
            {
                runtime.ToLowerInvariant(),
                parts.Length > 2 ? string.Join('-', parts[..^1]) : null,
                processor is null ? null : $"{system}-{processor}",
                system,
                processor is not null && Unix.Contains(system) ? $"unix-{processor}" : null,
                Unix.Contains(system) ? "unix" : null,
            }.OfType<string>().Distinct(StringComparer.Ordinal),
        ];
    }

    // win7 and win10 are win, osx.10.12 is osx, ubuntu.16.04 is linux.
    private static string SystemOf(string name)
    {
        var end = name.AsSpan().IndexOfAnyInRange('.', '9');
        var system = end > 0 ? name[..end] : name;
        return system.StartsWith("win", StringComparison.Ordinal) ? "win"
            : Unix.Contains(system, StringComparer.Ordinal) || OfNoUnix.Contains(system, StringComparer.Ordinal) ? system
            : "linux";
    }
}
