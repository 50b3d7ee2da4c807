using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>The methods that are reached, each once, with what the runtime runs before them; those that are still to be looked at, first come, first served.</summary>
/// <param name="dispatch">Gives each slice its number.</param>
internal sealed class ReachedMethods(Dispatch dispatch)
{
    private int _number = dispatch.Next();
    private readonly Queue<MethodNode> _pending = new();
    private readonly HashSet<LinkedAssembly> _entered = [];

    /// <summary>From where the next methods are reached.</summary>
    public Arrival Here { get; set; }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        _number = dispatch.Next();
        _entered.Clear();
        _pending.Clear();
    }

    /// <summary>The next one to look at.</summary>
    public bool TryNext([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MethodNode? method) => _pending.TryDequeue(out method);

    /// <summary>Methods are reached.</summary>
    public void Add(MethodNode[] methods)
    {
        foreach (var method in methods)
        {
            Add(method);
        }
    }

    /// <summary>Methods are reached.</summary>
    public void Add(IEnumerable<MethodNode> methods)
    {
        foreach (var method in methods)
        {
            Add(method);
        }
    }

    /// <summary>A method is reached.</summary>
    public void Add(MethodNode method)
    {
        if (method.ReachedIn == _number)
        {
            return;
        }

        method.ReachedIn = _number;
        method.Arrival = Here;

        _pending.Enqueue(method);
        if (!method.Type.Is(TypeTraits.RelaxedInitialization) && (method.Is(MethodTraits.Static) || method.Is(MethodTraits.Constructor)))
        {
            AddStaticConstructor(method.Type);
        }

        // The initializer of a module runs before any other code of it. Roots see to that of their own assembly.
        var assembly = method.Type.Assembly;
        if (Here.From is not null && _entered.Add(assembly) && Here.From.Type.Assembly != assembly && assembly.Summary.ModuleInitializer is >= 0 and var initializer)
        {
            Add(assembly.Method(initializer));
        }

        if (assembly.Summary.Problem is not null)
        {
            assembly.Universe.NoteUnknown(assembly.Name);
        }
    }

    /// <summary>The static constructor of a type is reached, where it has one.</summary>
    public void AddStaticConstructor(TypeNode? type)
    {
        if (type?.StaticConstructor >= 0)
        {
            Add(type.Assembly.Method(type.StaticConstructor));
        }
    }
}
