using System.Text;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Names of members for people, and short names of types as the map writes them.</summary>
internal static class MemberDisplay
{
    /// <summary><c>Acme.Orders.Importer.Fetch(String)</c>.</summary>
    public static string Of(string type, string name, IEnumerable<string> parameters) =>
        $"{type.Replace('+', '.')}.{name}({string.Join(",", parameters.Select(Short))})";

    /// <summary>Parameter types of a canonical signature, cut at the commas between them.</summary>
    public static IEnumerable<string> ParametersOf(string signature)
    {
        var start = signature.IndexOf('(', StringComparison.Ordinal) + 1;
        var depth = 0;
        for (var at = start; at < signature.Length; at++)
        {
            switch (signature[at])
            {
                case '<' or '(' or '[':
                    depth++;
                    break;
                case '>' or ']':
                    depth--;
                    break;
                case ')' when depth > 0:
                    depth--;
                    break;
                case ',' or ')' when depth == 0:
                    if (at > start)
                    {
                        yield return signature[start..at];
                    }

                    start = at + 1;
                    break;
            }
        }
    }

    /// <summary>The short name of a type: without namespace, arity and arguments; arrays keep their brackets, references lose their mark.</summary>
    public static string Short(string type)
    {
        var text = new StringBuilder(type.Length);
        var depth = 0;
        var start = 0;
        foreach (var c in type)
        {
            switch (c)
            {
                case '<':
                    depth++;
                    break;
                case '>':
                    depth--;
                    break;
                case '.' or '+' when depth == 0:
                    text.Length = start;
                    break;
                case '&' or ';':
                    break;
                default:
                    if (depth == 0)
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        var name = text.ToString();
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        if (arity < 0)
        {
            return name;
        }

        var end = arity + 1;
        while (end < name.Length && char.IsAsciiDigit(name[end]))
        {
            end++;
        }

        return name.Remove(arity, end - arity);
    }
}
