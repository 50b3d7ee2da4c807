using System.Collections.Immutable;

namespace ModuleBuild.Core.Capabilities;

/// <summary>
/// Which members of the .NET libraries do what: the one table that the analyzer and the call graph share. The libraries' own code is
/// never looked into; what a member does is what stands here.
/// </summary>
/// <remarks>
/// A line is <c>capability member [target=N]</c>; <c>#</c> starts a comment. A member is <c>Namespace.Type.Member</c> with all its
/// overloads, <c>Namespace.Type.Member(String,Int32)</c> for one of them (short names of the parameter types), <c>Namespace.Type.*</c>
/// for all of a type, or <c>Namespace.**</c> for all types of a namespace. Type names are those of metadata (<c>List`1</c>,
/// <c>Outer+Nested</c>), constructors are <c>.ctor</c>, properties are named as in C# and mean both accessors
/// (<c>Environment.get_UserName</c> is one). <c>none</c> in place of a capability says that a member is harmless although a broader
/// line says otherwise. The narrowest lines count: overload, then member, then type, then namespace; all lines of that width together.
/// </remarks>
public sealed class CapabilityMap
{
    private const string None = "none";

    private readonly Dictionary<string, ImmutableArray<MapEntry>> _members;

    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    private CapabilityMap(Dictionary<string, ImmutableArray<MapEntry>> members)
    {
        _members = members;
        foreach (var member in members.Keys)
        {
            // The dot before '.ctor' is its own.
            var end = member.EndsWith("..ctor", StringComparison.Ordinal) ? member.Length - 6 : member.LastIndexOf('.');
            _types.Add(member.Substring(0, end));
        }
    }

    /// <summary>Reads a map. Lines that cannot be understood are left out, and told.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The map, and a sentence for each line that is wrong, with its number.</returns>
    public static (CapabilityMap Map, ImmutableArray<string> Problems) Parse(string text)
    {
        var members = new Dictionary<string, ImmutableArray<MapEntry>>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<string>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Split('#')[0].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (Read(line) is not { } read)
            {
                problems.Add("Line " + number + " is not 'capability member [target=N]': " + line);
                continue;
            }

            members[read.Name] = members.TryGetValue(read.Name, out var others) ? others.Add(read.Entry) : [read.Entry];
        }

        return (new CapabilityMap(members), problems.ToImmutable());
    }

    /// <summary>What the use of a member means; empty where the map says nothing, or that it is harmless.</summary>
    /// <param name="type">The type as in metadata: <c>System.Net.Http.HttpClient</c>.</param>
    /// <param name="member">The member as in metadata: <c>.ctor</c>, <c>get_Length</c>, <c>GetAsync</c>.</param>
    /// <param name="parameters">Short names of the parameter types, without namespace, arity and arguments: <c>String</c>, <c>Span</c>, <c>String[]</c>.</param>
    public ImmutableArray<MapEntry> Find(string type, string member, IReadOnlyList<string> parameters)
    {
        var found = OfMember(type, member, parameters);
        if (found.IsEmpty && PropertyOf(member) is { } property)
        {
            found = OfMember(type, property, parameters);
        }

        if (found.IsEmpty)
        {
            found = At(type + ".*");
        }

        for (var dot = type.LastIndexOf('.'); found.IsEmpty && dot > 0; dot = type.LastIndexOf('.', dot - 1))
        {
            found = At(type.Substring(0, dot) + ".**");
        }

        return [.. found.Where(entry => entry.Kind is not null)];
    }

    /// <summary>What a member may mean of which only the name is known: what any of its overloads and accessors means, each capability once.</summary>
    /// <param name="type">The type as in metadata.</param>
    /// <param name="member">The member as in metadata, or a property or event as in C#.</param>
    public ImmutableArray<MapEntry> FindAny(string type, string member)
    {
        ImmutableArray<MapEntry> all = [.. new[] { member, "get_" + member, "set_" + member, "add_" + member }.SelectMany(name => At(type + "." + name))];
        return [.. (all.IsEmpty ? Find(type, member, []) : all).Where(entry => entry.Kind is not null).GroupBy(entry => entry.Kind).Select(same => same.First())];
    }

    /// <summary>Whether some line could mean a member of a type: what is asked before <see cref="Find"/> where there are many types.</summary>
    /// <param name="type">The type as in metadata.</param>
    public bool SpeaksOf(string type)
    {
        if (_types.Contains(type))
        {
            return true;
        }

        for (var dot = type.LastIndexOf('.'); dot > 0; dot = type.LastIndexOf('.', dot - 1))
        {
            if (_members.ContainsKey(type.Substring(0, dot) + ".**"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All lines: the name of the member and what it means; for checks of the map against the libraries.</summary>
    public IEnumerable<(string Member, MapEntry Entry)> Entries =>
        _members.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Select(entry => (pair.Key, entry)));

    private ImmutableArray<MapEntry> OfMember(string type, string member, IReadOnlyList<string> parameters)
    {
        var all = At(type + "." + member);
        var exact = all.Where(entry => !entry.Parameters.IsDefault && entry.Parameters.SequenceEqual(parameters, StringComparer.Ordinal)).ToImmutableArray();
        return exact.IsEmpty ? [.. all.Where(entry => entry.Parameters.IsDefault)] : exact;
    }

    private ImmutableArray<MapEntry> At(string name) => _members.TryGetValue(name, out var entries) ? entries : [];

    private static string? PropertyOf(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) ? member.Substring(4) : null;

    private static (string Name, MapEntry Entry)? Read(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 3 || (words[0] != None && CapabilityKind.Find(words[0]) is null))
        {
            return null;
        }

        int? target = null;
        if (words.Length == 3)
        {
            if (!words[2].StartsWith("target=", StringComparison.Ordinal) || !byte.TryParse(words[2].Substring(7), out var number))
            {
                return null;
            }

            target = number;
        }

        var open = words[1].IndexOf('(');
        if (open >= 0 && words[1][words[1].Length - 1] != ')')
        {
            return null;
        }

        var name = open < 0 ? words[1] : words[1].Substring(0, open);
        ImmutableArray<string> parameters = open < 0
            ? default
            : [.. words[1].Substring(open + 1, words[1].Length - open - 2).Split([','], StringSplitOptions.RemoveEmptyEntries)];
        return name.IndexOf('.') > 0 ? (name, new MapEntry(words[0] == None ? null : words[0], target, parameters)) : null;
    }
}
