using System.Globalization;

namespace ModuleBuild.Core.Manifest.Permissions;

/// <summary>The target of a network permission: a host, a suffix <c>*.example.com</c> or <c>*</c>, each with an optional port.</summary>
internal static class HostTarget
{
    /// <summary>What is wrong, as the end of a sentence, and what was surely meant.</summary>
    public static (string? Problem, string? Meant) Check(string target)
    {
        if (target.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            var authority = target[(scheme + 3)..].TrimEnd('/');
            return ("its target is a host, not an address", authority.Contains('/', StringComparison.Ordinal) ? null : authority);
        }

        if (target.Contains('/', StringComparison.Ordinal))
        {
            return ("its target is a host, and a host has no path", null);
        }

        var (host, port) = Split(target);
        if (port is not (null or "*")
            && (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0))
        {
            return ("its port must be 1 to 65535, or *", null);
        }

        return IsHost(host) ? (null, null) : ("its target is not a host such as api.example.com or *.example.com", null);
    }

    private static (string Host, string? Port) Split(string target)
    {
        var colon = target.StartsWith('[')
            ? target.IndexOf("]:", StringComparison.Ordinal) + 1
            : target.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (target[..colon], target[(colon + 1)..]) : (target, null);
    }

    private static bool IsHost(string host)
    {
        if (host.StartsWith('['))
        {
            return host.EndsWith(']') && Uri.CheckHostName(host) == UriHostNameType.IPv6;
        }

        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return host == "*" || (name.Length is > 0 and <= 253 && name.Split('.').All(IsLabel));
    }

    // Letters of any language: an internationalized name is written as people read it, or in its xn-- form.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') && label[0] != '-' && label[^1] != '-';
}
