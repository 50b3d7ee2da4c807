using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>
/// Which types reach which type parameters, so that <c>new T()</c> and <c>typeof(T)</c> in a generic method make what it is called with
/// and nothing else.
/// </summary>
/// <param name="creations">Told what is made.</param>
internal sealed class TypeFlow(Creations creations)
{
    private const int MostDepth = 32;

    private readonly Dictionary<(object Owner, int Number), Parameter> _parameters = [];
    private readonly HashSet<TypeNode> _based = [];
    private readonly HashSet<(object Owner, int Use)> _instances = [];

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
        foreach (var argument in use.Arguments.Concat(parent.Arguments))
        {
            Escape(from, argument, level, 0);
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
            foreach (var use in type.Summary.Interfaces.Append(type.Summary.Base).Where(use => use >= 0))
            {
                Instance(type, null, use, 0);
            }
        }
    }

    private void Instance(TypeNode type, MethodNode? method, int number, int depth)
    {
        var use = type.Assembly.Summary.TypeUses[number];
        if (depth > MostDepth || use.Arguments.Length == 0)
        {
            return;
        }

        // What was said once of a use need not be said again; what it means depends on the parameters that are in it.
        object owner = use.Text.Contains('^', StringComparison.Ordinal) && method is not null ? method
            : use.Text.Contains('!', StringComparison.Ordinal) ? type : type.Assembly;
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

    private void Give(TypeNode type, MethodNode? method, int argument, Parameter to, int depth)
    {
        Instance(type, method, argument, depth);
        if (ParameterOf(type, method, argument) is { } parameter)
        {
            if (to.Before.Add(parameter))
            {
                Raise(parameter, to.Level);
            }
        }
        else if (Pass(type, argument) is { } concrete && to.Types.Add(concrete) && to.Level > CreationLevel.Passed)
        {
            creations.Add(concrete, to.Level);
        }
    }

    private void Escape(MethodNode from, int argument, CreationLevel level, int depth)
    {
        Instance(from.Type, from, argument, depth);
        if (ParameterOf(from.Type, from, argument) is { } parameter)
        {
            Raise(parameter, level);
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

    // What is made of a parameter is made of all that is handed on to it: the level goes back against the flow, so that each parameter
    // keeps only the types that are written for it.
    private void Raise(Parameter parameter, CreationLevel level)
    {
        var pending = new Stack<Parameter>([parameter]);
        while (pending.TryPop(out var next))
        {
            if (level <= next.Level)
            {
                continue;
            }

            next.Level = level;
            foreach (var type in next.Types.ToList())
            {
                creations.Add(type, level);
            }

            foreach (var before in next.Before)
            {
                pending.Push(before);
            }
        }
    }

    private Parameter? ParameterOf(TypeNode type, MethodNode? method, int number)
    {
        var use = type.Assembly.Summary.TypeUses[number];
        return use.Kind switch
        {
            TypeUseKind.TypeParameter => Of(type, use.Index),
            TypeUseKind.MethodParameter when method is not null => Of(method, use.Index),
            _ => null,
        };
    }

    private Parameter Of(object owner, int number)
    {
        if (!_parameters.TryGetValue((owner, number), out var parameter))
        {
            _parameters.Add((owner, number), parameter = new Parameter());
        }

        return parameter;
    }

    private sealed class Parameter
    {
        public HashSet<TypeNode> Types { get; } = [];

        public HashSet<Parameter> Before { get; } = [];

        public CreationLevel Level { get; set; }
    }
}
