using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Members of .NET that a body looks up by constant names: what the map says of them counts, as if they were called.</summary>
/// <param name="types">The assembly's types.</param>
/// <param name="map">What members of .NET do.</param>
/// <param name="edges">What the body uses.</param>
internal sealed class FrameworkNames(TypeUses types, MapLookup map, EdgeList edges)
{
    private readonly HashSet<int> _made = [];
    private readonly List<(string Name, int Offset)> _names = [];

    /// <summary>Begins a body.</summary>
    public void Start()
    {
        _made.Clear();
        _names.Clear();
    }

    /// <summary>Ends a body: a name of which the type is not known may be that of any object that the body makes, wherever it makes it.</summary>
    public void Finish()
    {
        foreach (var (name, offset) in _names)
        {
            foreach (var type in _made)
            {
                Add(type, name, offset);
            }
        }
    }

    /// <summary>An object of .NET is made.</summary>
    public void Made(MemberFacts constructor)
    {
        if (map.SpeaksOf(constructor.Reference.Text))
        {
            _made.Add(constructor.Use.Parent);
        }
    }

    /// <summary>A type of .NET is written: <c>Process.Start(x)</c> with a dynamic <c>x</c> hands it on.</summary>
    public Value Written(int type)
    {
        if (types[type].Kind == TypeUseKind.Reference && map.SpeaksOf(types[type].Text))
        {
            _made.Add(type);
        }

        return new Value(ValueKind.Type, type);
    }

    /// <summary>The type that a call finds by a name, where the map speaks of it; else null.</summary>
    public int? TypeOf(MemberFacts method, ReadOnlySpan<Value> arguments) =>
        method.Use.Name == "GetType" && CallEffects.TypeLookup(method, arguments) is { } name && map.SpeaksOf(name) ? types.Named((string)arguments[0].Object!) : null;

    /// <summary>A call may look a member up.</summary>
    /// <param name="method">What is called.</param>
    /// <param name="receiver">What is known of its object.</param>
    /// <param name="arguments">What is known of its arguments.</param>
    /// <param name="looked">The member that it looks up by name, where it does.</param>
    /// <param name="offset">Where.</param>
    public void Look(MemberFacts method, Value receiver, ReadOnlySpan<Value> arguments, (string Name, int Type)? looked, int offset)
    {
        var text = method.Reference.Text;
        if (text is "System.Activator" or "System.Reflection.Assembly" && method.Use.Name.StartsWith("CreateInstance", StringComparison.Ordinal))
        {
            if (arguments is [{ Kind: ValueKind.Type } made, ..])
            {
                Add(made.Number, ".ctor", offset);
            }
            else if (CallEffects.TypeLookup(method, arguments) is { } named && map.SpeaksOf(named))
            {
                Add(types.Named(named), ".ctor", offset);
            }
        }
        else if (text == "System.Type" && method.Use.Name is "GetConstructor" or "GetConstructors")
        {
            Add(receiver.Kind == ValueKind.Type ? receiver.Number : -1, ".ctor", offset);
        }
        else if (looked is { } lookup && lookup.Name is not (MemberNames.All or MemberNames.Properties))
        {
            if (lookup.Type >= 0)
            {
                Add(lookup.Type, lookup.Name, offset);
            }
            else
            {
                _names.Add((lookup.Name, offset));
            }
        }
    }

    private void Add(int number, string name, int offset)
    {
        if (number < 0)
        {
            return;
        }

        var type = types[number];
        var owner = type.Kind == TypeUseKind.Instance ? types[type.Index] : type;
        if (owner.Kind != TypeUseKind.Reference)
        {
            return;
        }

        foreach (var entry in map.FindAny(owner.Text, name))
        {
            edges.AddSite(new CapabilitySite(entry.Kind!, null, owner.Assembly, MemberDisplay.Of(owner.Text, name, [])), offset);
        }
    }
}
