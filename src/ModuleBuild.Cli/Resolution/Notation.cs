using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.Ranges;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Release.Planning;
using NuGet.Versioning;

namespace ModuleBuild.Cli.Resolution;

/// <summary>What stands behind <c>--root</c>, <c>--host</c>, <c>--exclude</c> and <c>--override</c>.</summary>
internal static class Notation
{
    // An id on the command line becomes part of messages and graphs; nuget.org's own limit.
    private const int LongestId = 100;

    // Not NuGet's float '*', which leaves out pre-releases whatever the policy says.
    private static readonly WrittenRange Any = new("*", VersionRange.All);

    // Resolution itself explains best why nothing lies in a range.
    private static readonly VersionRange Nothing = new(new NuGetVersion(0, 0, 0), false, new NuGetVersion(0, 0, 0), false);

    /// <summary><c>id</c>, <c>id@range</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="form">How it is written, for the message.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static RootRequirement Root(string text, string form = "--root 'ID@RANGE'")
    {
        var (id, range) = Split(text, form);
        return RootRequirement.Of(id, range is null ? Any : Range(text, range));
    }

    /// <summary><c>id@version</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static KeyValuePair<string, NuGetVersion> Host(string text)
    {
        var (id, version) = Split(text, "--host 'ID@VERSION'");
        return version is not null && NuGetVersion.TryParse(version, out var parsed)
            ? KeyValuePair.Create(id, parsed)
            : throw new UsageException($"'{text}' is not a host. Write --host 'ID@VERSION', for example --host 'Acme.Shop@2.3.0'.");
    }

    /// <summary><c>id</c>, <c>id@version</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static NamedModule Module(string text)
    {
        var (id, version) = Split(text, "--module 'ID@VERSION'");
        NuGetVersion? parsed = null;
        return version is null || NuGetVersion.TryParse(version, out parsed)
            ? new NamedModule(id, parsed)
            : throw new UsageException($"'{text}' is not a module. Write --module 'ID@VERSION', for example --module 'Acme.Orders@1.4.0'.");
    }

    /// <summary><c>id@range=reason</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static VersionExclusion Exclusion(string text)
    {
        var (id, range, reason) = Rule(text, "--exclude");
        return new VersionExclusion(id, range, reason);
    }

    /// <summary><c>id@range=reason</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static VersionOverride Override(string text)
    {
        var (id, range, reason) = Rule(text, "--override");
        return new VersionOverride(id, range, reason);
    }

    private static (string Id, WrittenRange Range, string Reason) Rule(string text, string option)
    {
        var form = $"{option} 'ID@RANGE=REASON'";
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var reason = equals < 0 ? string.Empty : text[(equals + 1)..].Trim();
        if (reason.Length == 0)
        {
            throw new UsageException($"'{text}' gives no reason. Write {form}: the reason is shown wherever the rule matters.");
        }

        var (id, range) = Split(text[..equals], form);
        return (id, range is null ? Any : Range(text, range), reason);
    }

    // The last '@', because a range has none.
    private static (string Id, string? After) Split(string text, string form)
    {
        var at = text.LastIndexOf('@');
        var id = (at < 0 ? text : text[..at]).Trim();
        return IsId(id)
            ? (id, at < 0 ? null : text[(at + 1)..].Trim())
            : throw new UsageException($"'{text}' does not begin with a package id. Write {form}.");
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && char.IsLetterOrDigit(id[0]) | id[0] == '_' && id.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-');

    private static WrittenRange Range(string text, string range)
    {
        var parsed = RangeReader.Parse(range);
        return parsed switch
        {
            { Range: { } found } => new WrittenRange(range, found),
            { IsEmpty: true } => new WrittenRange(range, Nothing),
            _ => throw new UsageException($"'{range}' of '{text}' is not a version range. {parsed.Advice}"),
        };
    }
}
