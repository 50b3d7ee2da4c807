using System.Text.RegularExpressions;
using ModuleBuild.Security.Compatibility.Metadata;

namespace ModuleBuild.Security.Compatibility.Uses;

/// <summary>Members as people write them.</summary>
internal static partial class MemberText
{
    /// <summary>A type, or a member of it: <c>Acme.Gateway.Tags.Read(String)</c>, <c>Acme.Gateway.ITag.Unit</c>.</summary>
    public static string Of(string type, MemberKey? key)
    {
        var owner = Arity().Replace(type.Replace('+', '.'), string.Empty);
        if (key is null)
        {
            return owner;
        }

        if (key.IsField)
        {
            return $"{owner}.{key.Name}";
        }

        var parameters = Parameters(key.Signature);
        return key.Name switch
        {
            ".ctor" => $"{owner}{parameters}",
            _ when Accessor().Match(key.Name) is { Success: true } accessor => $"{owner}.{accessor.Groups["name"].Value}",
            _ => $"{owner}.{key.Name}{parameters}",
        };
    }

    // Names without namespaces, parameters of generics as T0; modifiers and the mark of value types are the runtime's matter.
    private static string Parameters(string signature)
    {
        var text = Modifier().Replace(signature[signature.IndexOf('(', StringComparison.Ordinal)..], string.Empty)
            .Replace("value ", string.Empty, StringComparison.Ordinal);
        text = TypeParameter().Replace(text, match => "T" + match.Groups["n"].Value);
        return Arity().Replace(Space().Replace(text, string.Empty), string.Empty).Replace(",", ", ", StringComparison.Ordinal);
    }

    [GeneratedRegex("^(get|set|add|remove)_(?<name>.+)$")]
    private static partial Regex Accessor();

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"\{(req|opt) [^{}]*\}")]
    private static partial Regex Modifier();

    [GeneratedRegex("[!^](?<n>[0-9]+);")]
    private static partial Regex TypeParameter();

    [GeneratedRegex(@"[\w`]+[.+](?=[\w`])")]
    private static partial Regex Space();
}
