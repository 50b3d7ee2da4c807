using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>
/// Which types reach which type parameters, so that <c>new T()</c> and <c>typeof(T)</c> in a generic method make what it is called with
/// and nothing else.
/// </summary>
/// <param name="creations">Told what is made.</param>
/// <param name="called">Told of members that are called on types; null is any type.</param>
internal sealed class TypeFlow(Creations creations, Action<TypeNode?, MethodNode> called)
{
    private const int MostDepth = 32;
    private const int MostParameters = 16;

    private readonly Dictionary<(object Owner, int Number), TypeParameter> _parameters = [];
    private readonly ParameterGraph _graph = new(creations, called);
    private readonly Kept<object> _open = new();
    private readonly Kept<TypeNode> _based = new();
    private readonly Kept<(object Owner, int Use)> _instances = new();
    private readonly Stack<(object Owner, int Number)> _latest = new();

    /// <summary>A method of the closure is used, with arguments of its type and its own.</summary>
    public void Ours(MethodNode from, MemberUse use, MethodNode? target)
    {
        Instance(from, use.Parent);
        for (var number = 0; number < use.Arguments.Length; number++)
        {
            if (target is not null)
            {
                Give(from.Type, from, use.Arguments[number], Of(target, number), 0);
            }
            else
            {
                Escape(from, use.Arguments[number], CreationLevel.Token, 0);
            }
        }
    }

    /// <summary>A generic member of .NET, or of what is not there, is used.</summary>
    public void Foreign(MethodNode from, MemberUse use)
    {
        var uses = from.Type.Assembly.Summary.TypeUses;
        var parent = uses[use.Parent];
        var owner = parent.Kind == TypeUseKind.Instance ? uses[parent.Index].Text : parent.Text;
        var level = ForeignGenerics.LevelOf(owner, use);
        foreach (var arguments in (ReadOnlySpan<NumberRun>)[use.Arguments, parent.Arguments])
        {
            for (var at = 0; at < arguments.Length; at++)
            {
                Escape(from, arguments[at], level, 0);
            }
        }
    }

    /// <summary>An instance of a generic type is used.</summary>
    public void Instance(MethodNode from, int use) => Instance(from.Type, from, use, 0);

    /// <summary><c>typeof(T)</c>.</summary>
    public void Reflect(MethodNode from, int use) => Escape(from, use, CreationLevel.Token, 0);

    /// <summary>A type is made: its base types and interfaces get its arguments.</summary>
    public void Bases(TypeNode type)
    {
        if (_based.Add(type))
        {
            var interfaces = type.Summary.Interfaces;
            for (var at = 0; at < interfaces.Length; at++)
            {
                Instance(type, null, interfaces[at], 0);
            }

            if (type.Summary.Base is >= 0 and var above)
            {
                Instance(type, null, above, 0);
            }
        }
    }

    /// <summary>Others may give arguments to a type, where it is generic.</summary>
    public void Open(TypeNode type) => Open(type, type.Summary.Name.Contains('`', StringComparison.Ordinal));

    /// <summary>Others may give arguments to a method, where it is generic.</summary>
    public void Open(MethodNode method) => Open(method, method.IsGeneric);

    private void Open(object owner, bool isGeneric)
    {
        if (!isGeneric || !_open.Add(owner))
        {
            return;
        }

        for (var number = 0; number < MostParameters; number++)
        {
            if (_parameters.TryGetValue((owner, number), out var parameter))
            {
                _graph.Open(parameter);
            }
        }
    }

    /// <summary>A member is called on a parameter: it is that of all types that reach the parameter.</summary>
    /// <returns>Whether the type is a parameter.</returns>
    public bool Call(MethodNode from, int type, MethodNode slot)
    {
        if (ParameterOf(from.Type, from, type) is not { } parameter)
        {
            return false;
        }

        _graph.Call(parameter, slot);
        return true;
    }

    /// <summary>What is given to a generic method is given to what overrides it.</summary>
    public void Overridden(MethodNode slot, MethodNode[] bodies)
    {
        foreach (var body in slot.IsGeneric ? bodies : [])
        {
            for (var number = 0; body != slot && number < MostParameters && slot.Summary.Arity > number; number++)
            {
                _graph.Link(Of(slot, number), Of(body, number));
            }
        }
    }

    /// <summary>Forgets calls, and keeps who is given what.</summary>
    public void Clear()
    {
        foreach (var parameter in _parameters.Values)
        {
            parameter.Slots.Clear();
        }

        _graph.Keep();
        _latest.Clear();
        _open.Keep();
        _based.Keep();
        _instances.Keep();
    }

    /// <summary>Forgets all since <see cref="Clear"/>.</summary>
    public void TakeBack()
    {
        _graph.TakeBack();
        while (_latest.TryPop(out var parameter))
        {
            _parameters.Remove(parameter);
        }

        _open.TakeBack();
        _based.TakeBack();
        _instances.TakeBack();
    }

    private void Instance(TypeNode type, MethodNode? method, int number, int depth)
    {
        if (depth > MostDepth || !type.Assembly.Resolve(number).HasArguments)
        {
            return;
        }

        var use = type.Assembly.Summary.TypeUses[number];

        // What was said once of a use need not be said again; what it means depends on the parameters that are in it.
        object owner = use.NamesMethodParameter && method is not null ? method
            : use.NamesTypeParameter ? type : type.Assembly;
        if (!_instances.Add((owner, number)))
        {
            return;
        }

        var generic = use.Kind == TypeUseKind.Instance ? type.Assembly.Resolve(number).Type : null;
        for (var at = 0; at < use.Arguments.Length; at++)
        {
            if (generic is null)
            {
                Pass(type, use.Arguments[at]);
                Instance(type, method, use.Arguments[at], depth + 1);
            }
            else
            {
                Give(type, method, use.Arguments[at], Of(generic, at), depth + 1);
            }
        }
    }

    private void Give(TypeNode type, MethodNode? method, int argument, TypeParameter to, int depth)
    {
        Instance(type, method, argument, depth);
        if (ParameterOf(type, method, argument) is { } parameter)
        {
            _graph.Link(parameter, to);
        }
        else if (Pass(type, argument) is { } concrete)
        {
            _graph.Add(to, concrete);
        }
    }

    private void Escape(MethodNode from, int argument, CreationLevel level, int depth)
    {
        Instance(from.Type, from, argument, depth);
        if (ParameterOf(from.Type, from, argument) is { } parameter)
        {
            _graph.Raise(parameter, level);
        }
        else if (from.Type.Assembly.Resolve(argument).Type is { } type)
        {
            creations.Add(type, type.Is(TypeTraits.ValueType) && level < CreationLevel.Instance ? CreationLevel.Instance : level);
        }
    }

    // A struct needs no constructor: whoever has the type has values of it.
    private TypeNode? Pass(TypeNode from, int use)
    {
        if (from.Assembly.Resolve(use).Type is not { } type)
        {
            return null;
        }

        creations.Add(type, type.Is(TypeTraits.ValueType) ? CreationLevel.Instance : CreationLevel.Passed);
        return type;
    }

    private TypeParameter? ParameterOf(TypeNode type, MethodNode? method, int number)
    {
        var use = type.Assembly.Summary.TypeUses[number];
        return use.Kind switch
        {
            TypeUseKind.TypeParameter => Of(type, use.Index),
            TypeUseKind.MethodParameter when method is not null => Of(method, use.Index),
            _ => null,
        };
    }

    private TypeParameter Of(object owner, int number)
    {
        if (!_parameters.TryGetValue((owner, number), out var parameter))
        {
            _parameters.Add((owner, number), parameter = new TypeParameter { IsOpen = _open.Contains(owner) });
            _latest.Push((owner, number));
        }

        return parameter;
    }
}
