using System.Globalization;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Makes the target of a capability of a constant, in the form of its kind.</summary>
internal static class Targets
{
    private const int MostLength = 1024;

    /// <summary>The target of a call, or null where no constant says it: of the argument that the map names, else of the receiver.</summary>
    /// <param name="entry">The line of the map.</param>
    /// <param name="method">What is called.</param>
    /// <param name="receiver">What is known of its object.</param>
    /// <param name="arguments">What is known of its arguments.</param>
    public static string? Of(MapEntry entry, MemberFacts method, Value receiver, Value[] arguments)
    {
        var form = CapabilityKind.Find(entry.Kind!)?.Target ?? TargetForm.None;
        if (entry.TargetParameter is not { } number || number >= arguments.Length)
        {
            return Of(form, receiver.Content);
        }

        // 'orders' is a host for a socket, and a path below the address of its client for HTTP.
        var content = arguments[number].Content;
        var isRelative = form == TargetForm.Host && content.Object is string text && !text.Contains("://", StringComparison.Ordinal)
            && ConstantRules.Relative.ContainsKey(method.Reference.Text);
        var target = isRelative ? null : Of(form, content);
        return target is not null && form == TargetForm.Host && !target.Contains(':', StringComparison.Ordinal)
            && number + 1 < arguments.Length && method.Signature.Parameters[number + 1] == "Int32" && arguments[number + 1] is { Kind: ValueKind.Number, Number: > 0 and < 65536 and var port }
            ? string.Create(CultureInfo.InvariantCulture, $"{target}:{port}")
            : target ?? Of(form, receiver.Content);
    }

    private static string? Of(TargetForm form, Value content)
    {
        if (form == TargetForm.None)
        {
            return null;
        }

        if (content.Kind == ValueKind.Number)
        {
            return form == TargetForm.Port && content.Number is > 0 and < 65536 ? content.Number.ToString(CultureInfo.InvariantCulture) : null;
        }

        if (content.Object is not string { Length: > 0 } text || text.Length > MostLength || text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
        {
            return null;
        }

        return form switch
        {
            TargetForm.Host => Host(text, content.Kind == ValueKind.Prefix),
            TargetForm.Port => Port(text),
            _ => content.Kind == ValueKind.Text ? text : null,
        };
    }

    // Of a text that goes on, the host is known only where something ends it.
    private static string? Host(string text, bool goesOn)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return goesOn || Uri.CheckHostName(text.Split(':')[0]) == UriHostNameType.Unknown ? null : text.ToLowerInvariant();
        }

        var end = text.AsSpan(scheme + 3).IndexOfAny("/?#");
        if (end < 0 && goesOn)
        {
            return null;
        }

        var authority = end < 0 ? text[(scheme + 3)..] : text.Substring(scheme + 3, end);
        if (!Uri.TryCreate($"{text[..scheme]}://{authority}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return null;
        }

        var host = uri.IdnHost.ToLowerInvariant();
        return uri.IsDefaultPort || uri.Port < 0 ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{uri.Port}");
    }

    // 'http://localhost:5000', 'http://+:80/', 'http://*:8080'
    private static string? Port(string text)
    {
        var host = text.Replace("://+", "://any", StringComparison.Ordinal).Replace("://*", "://any", StringComparison.Ordinal);
        if (Uri.TryCreate(host, UriKind.Absolute, out var uri) && uri.Port > 0)
        {
            return uri.Port.ToString(CultureInfo.InvariantCulture);
        }

        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port.ToString(CultureInfo.InvariantCulture) : null;
    }
}
