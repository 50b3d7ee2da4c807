using System.Text;
using System.Text.RegularExpressions;

namespace ModuleBuild.Security.Compatibility.Api;

/// <summary>
/// Documentation ids (https://learn.microsoft.com/dotnet/csharp/language-reference/xmldoc/#id-strings) as people write members:
/// <c>M:Acme.Orders.Book`1.Add(System.String,`0@)</c> is <c>Acme.Orders.Book.Add(String, ref T0)</c>.
/// </summary>
internal static partial class DocIdText
{
    private const int MaxLength = 300;
    private const int MostRead = 4 * MaxLength;

    /// <summary>The member.</summary>
    /// <param name="docId">A documentation id; anything else is shown as it is.</param>
    public static string Of(string docId)
    {
        var text = docId is [_, ':', ..] ? docId[2..] : docId;
        text = text[..Math.Min(text.Length, MostRead)];
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var (name, parameters) = open < 0 ? (text, string.Empty) : (text[..open], text[open..]);
        var isMethod = docId.StartsWith("M:", StringComparison.Ordinal);
        return Short(isMethod ? Method(name, parameters) : Plain(name) + Types(parameters));
    }

    private static string Method(string name, string parameters)
    {
        var dot = name.LastIndexOf('.');
        var (owner, member) = dot < 0 ? (string.Empty, Plain(name)) : (Plain(name[..dot]), Plain(name[(dot + 1)..]));
        var shown = Types(parameters.Length == 0 ? "()" : parameters);
        if (member is "#ctor" or "#cctor")
        {
            return owner + shown;
        }

        var accessor = Accessor().Match(member);
        return (accessor.Groups["kind"].Value, accessor.Groups["name"].Value) switch
        {
            ("add" or "remove", var name1) => $"{owner}.{name1}",
            ("get" or "set", var name1) => $"{owner}.{name1}.{accessor.Groups["kind"].Value}",
            _ => owner.Length == 0 ? member + shown : $"{owner}.{member}{shown}",
        };
    }

    private static string Plain(string name) => Arity().Replace(name, string.Empty);

    // Of types only the names. What stands behind the closing parenthesis is the return type of a conversion, or a constraint.
    private static string Types(string parameters)
    {
        var close = parameters.LastIndexOf(')');
        var text = close < 0 ? parameters : parameters[..(close + 1)];
        text = TypeParameter().Replace(text, match => "T" + match.Groups["n"].Value);
        text = Namespace().Replace(Arity().Replace(text, string.Empty), string.Empty);
        return text is ['(', .., ')']
            ? $"({string.Join(", ", Split(text[1..^1]).Select(Parameter))})"
            : text;
    }

    private static string Parameter(string type)
    {
        var text = type.Replace('{', '<').Replace('}', '>').Replace(",", ", ", StringComparison.Ordinal);
        return text.EndsWith('@') ? "ref " + text[..^1] : text;
    }

    // At the commas that stand in no type arguments and no dimensions of an array.
    private static IEnumerable<string> Split(string parameters)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < parameters.Length; at++)
        {
            depth += parameters[at] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (parameters[at] == ',' && depth == 0)
            {
                yield return parameters[start..at];
                start = at + 1;
            }
        }

        yield return parameters[start..];
    }

    // Names come from somebody else's assembly: no line of it may look like one of ours.
    private static string Short(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            line.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return text.Length > MaxLength ? line.Append('…').ToString() : line.ToString();
    }

    [GeneratedRegex("^(?<kind>get|set|add|remove)_(?<name>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Accessor();

    [GeneratedRegex("``?[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Arity();

    // Behind '(', ',' or '{' a grave stands for a type parameter, behind a name for an arity.
    [GeneratedRegex(@"(?<![\w])``?(?<n>[0-9]+)")]
    private static partial Regex TypeParameter();

    [GeneratedRegex(@"\w+[.+](?=\w)")]
    private static partial Regex Namespace();
}
