using System.Globalization;
using Microsoft.CodeAnalysis;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Targets;

/// <summary>The target of a capability, out of the text that the code gives: the host out of an address, a port, a path, a program, a name.</summary>
internal static class TargetReader
{
    private const int MaxLength = 200;

    private static readonly string[] AddressWords = ["uri", "url", "address"];

    /// <summary>The target; null where the code does not say it, or says what no permission could name.</summary>
    /// <param name="form">What the target is.</param>
    /// <param name="value">The expression that holds it.</param>
    /// <param name="parameter">The parameter that it is given to, or null.</param>
    public static string? Read(TargetForm form, IOperation? value, IParameterSymbol? parameter)
    {
        if (ConstantText.Of(value) is not { } text)
        {
            return null;
        }

        var target = form switch
        {
            TargetForm.None => null,
            TargetForm.Host => HostOf(text, IsAddress(parameter)),
            TargetForm.Port => PortOf(text),
            TargetForm.Path => text.IsWhole && !text.Text.Split('/', '\\').Contains("..") && !text.Text.Contains("${") ? text.Text : null,
            _ => text.IsWhole ? text.Text : null,
        };
        return target is null || target.Trim() != target || target.Length is 0 or > MaxLength || target == Capability.AnyTarget || target.Any(char.IsControl)
            ? null
            : target;
    }

    // Where an address is asked for, a text without a scheme is the rest of one, and no host.
    private static bool IsAddress(IParameterSymbol? parameter) => parameter is null
        || parameter.Type.SpecialType != SpecialType.System_String
        || (parameter.Name.IndexOf("host", StringComparison.OrdinalIgnoreCase) < 0
            && AddressWords.Any(word => parameter.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    private static string? HostOf(KnownText text, bool isAddress)
    {
        var scheme = text.Text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return !isAddress && text.IsWhole && Uri.CheckHostName(text.Text) != UriHostNameType.Unknown ? text.Text : null;
        }

        var end = text.Text.IndexOfAny(['/', '?', '#', '\\'], scheme + 3);
        if (end < 0 && !text.IsWhole)
        {
            // The rest of the host, or a port, may still follow.
            end = text.Text.IndexOf(':', scheme + 3);
            return end < 0 ? null : HostOf(new KnownText(text.Text.Substring(0, end), IsWhole: true), isAddress);
        }

        return Uri.TryCreate(end < 0 ? text.Text : text.Text.Substring(0, end), UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.Host + (address.IsDefaultPort ? string.Empty : ":" + address.Port.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    private static string? PortOf(KnownText text)
    {
        if (!text.IsWhole)
        {
            return null;
        }

        var end = text.Text.TrimEnd('/');
        var digits = end.Substring(end.LastIndexOf(':') + 1);
        return ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port.ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
