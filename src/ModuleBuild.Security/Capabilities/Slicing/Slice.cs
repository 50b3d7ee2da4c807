using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>
/// What is reached from some methods, breadth first: each method once, by a shortest way. The order is that of the code, so the same
/// closure gives the same ways. The rules stand in <c>docs/capabilities.md</c>.
/// </summary>
internal sealed class Slice
{
    private readonly Dispatch _dispatch;
    private readonly bool _isOpen;
    private readonly Dictionary<MethodNode, Arrival> _reached = [];
    private readonly Queue<MethodNode> _pending = new();
    private readonly HashSet<LinkedAssembly> _entered = [];
    private readonly List<(MethodNode Method, Edge Edge)> _sites = [];
    private readonly Creations _creations;
    private readonly TypeFlow _flow;
    private readonly OpenCalls _calls;
    private Arrival _here;

    /// <summary>Begins with nothing.</summary>
    /// <param name="dispatch">Shared by all slices of a closure.</param>
    /// <param name="isOpen">Whether others call what they can see: a library, in contrast to a program of which all is known.</param>
    public Slice(Dispatch dispatch, bool isOpen)
    {
        _dispatch = dispatch;
        _isOpen = isOpen;
        _creations = new Creations(Created);
        _flow = new TypeFlow(_creations);
        _calls = new OpenCalls(dispatch, _creations, ReachAll);
    }

    /// <summary>How each reached method was reached.</summary>
    public IReadOnlyDictionary<MethodNode, Arrival> Reached => _reached;

    /// <summary>Sites of the map in the order in which they were met.</summary>
    public IReadOnlyList<(MethodNode Method, Edge Edge)> Sites => _sites;

    /// <summary>Forgets what was reached and called, and keeps what was made: constructors ran before the method that is asked about.</summary>
    public void KeepCreationsOnly()
    {
        _reached.Clear();
        _entered.Clear();
        _sites.Clear();
        _calls.Clear();
    }

    /// <summary>An object of a type is there from the start.</summary>
    public void Start(TypeNode type, CreationLevel level)
    {
        _here = default;
        _creations.Add(type, level);
    }

    /// <summary>Follows all that is reached from methods.</summary>
    public void Run(IEnumerable<MethodNode> roots, CancellationToken cancellation)
    {
        _here = default;
        foreach (var root in roots)
        {
            Reach(root);
        }

        while (_pending.TryDequeue(out var method))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var edge in method.Summary.Edges)
            {
                _here = new Arrival(method, edge.Offset);
                Follow(method, edge);
            }
        }
    }

    private void Follow(MethodNode from, Edge edge)
    {
        var assembly = from.Type.Assembly;
        switch (edge.Kind)
        {
            case EdgeKind.Site:
                _sites.Add((from, edge));
                break;
            case EdgeKind.StaticField:
                Touch(assembly, edge.Operand);
                _flow.Instance(from, edge.Operand);
                break;
            case EdgeKind.Value or EdgeKind.Token:
                _flow.Instance(from, edge.Operand);
                Make(from, edge);
                break;
            case EdgeKind.GenericMember:
                _flow.Foreign(from, assembly.Summary.MemberUses[edge.Operand]);
                break;
            case EdgeKind.Named:
                _calls.Named(assembly, edge);
                break;
            case EdgeKind.NamedType:
                if (assembly.Find(assembly.Summary.Texts[edge.Operand]) is { } named)
                {
                    _creations.Add(named, CreationLevel.Token);
                }

                break;
            default:
                Use(from, edge);
                break;
        }
    }

    private void Use(MethodNode from, Edge edge)
    {
        var assembly = from.Type.Assembly;
        var use = assembly.Summary.MemberUses[edge.Operand];
        var target = assembly.ResolveMember(edge.Operand);
        _flow.Ours(from, use, target);
        if (target is null)
        {
            Missing.Note(assembly, use.Parent);
            return;
        }

        if (edge.Kind == EdgeKind.New)
        {
            _creations.Add(target.Type, CreationLevel.Instance);
        }

        if (edge.Kind is not (EdgeKind.VirtualCall or EdgeKind.VirtualAddress) || !target.Is(MethodTraits.Virtual))
        {
            Reach(target);
        }
        else if (edge.Extra >= 0 && assembly.Resolve(edge.Extra).Type is { } receiver && IsExact(assembly, edge.Extra, receiver))
        {
            _creations.Add(receiver, CreationLevel.Passed);
            ReachAll(_dispatch.Find(receiver, target));
        }
        else
        {
            _calls.Slot(target);
        }
    }

    // 'constrained.' with a struct, or with any type for a static member, says what runs; with an object it is only the declared type.
    private static bool IsExact(LinkedAssembly assembly, int use, TypeNode receiver) =>
        assembly.Summary.TypeUses[use].Kind is TypeUseKind.Definition or TypeUseKind.Reference or TypeUseKind.Instance
        && (receiver.Is(TypeTraits.ValueType) || !receiver.Is(TypeTraits.Interface));

    // A type is made, or made in more ways than before.
    private void Created(TypeNode type, CreationLevel level)
    {
        _flow.Bases(type);
        _calls.Answer(type, level);
        ReachAll(Dispatch.ForeignStatics(type));
        if (level >= CreationLevel.Instance)
        {
            ReachAll(_dispatch.Foreign(type));
            ReachAll(_isOpen ? _dispatch.Visible(type) : []);
        }

        if (level >= CreationLevel.Token)
        {
            ReachAll(type.Methods.Where(method => method.Is(MethodTraits.Constructor)
                || (level == CreationLevel.Filled && method.Is(MethodTraits.PropertySetter))));
        }
    }

    private void Make(MethodNode from, Edge edge)
    {
        var assembly = from.Type.Assembly;
        if (assembly.Resolve(edge.Operand).Type is { } type)
        {
            if (edge.Kind == EdgeKind.Token || type.Is(TypeTraits.ValueType))
            {
                _creations.Add(type, edge.Kind == EdgeKind.Token ? CreationLevel.Token : CreationLevel.Instance);
            }
        }
        else if (edge.Kind == EdgeKind.Token)
        {
            _flow.Reflect(from, edge.Operand);
            Missing.Note(assembly, edge.Operand);
        }
    }

    private void Touch(LinkedAssembly assembly, int use)
    {
        if (assembly.Resolve(use).Type is { } type)
        {
            ReachStaticConstructor(type);
        }
        else
        {
            Missing.Note(assembly, use);
        }
    }

    private void ReachStaticConstructor(TypeNode type)
    {
        if (type.Summary.StaticConstructor >= 0)
        {
            Reach(type.Assembly.Method(type.Summary.StaticConstructor));
        }
    }

    private void ReachAll(IEnumerable<MethodNode> methods)
    {
        foreach (var method in methods)
        {
            Reach(method);
        }
    }

    private void Reach(MethodNode method)
    {
        if (!_reached.TryAdd(method, _here))
        {
            return;
        }

        _pending.Enqueue(method);
        if (!method.Type.Is(TypeTraits.RelaxedInitialization) && (method.Is(MethodTraits.Static) || method.Is(MethodTraits.Constructor)))
        {
            ReachStaticConstructor(method.Type);
        }

        // The initializer of a module runs before any other code of it. Roots see to that of their own assembly.
        if (_here.From is not null && _entered.Add(method.Type.Assembly) && _here.From.Type.Assembly != method.Type.Assembly
            && method.Type.Assembly.Summary.ModuleInitializer is >= 0 and var initializer)
        {
            Reach(method.Type.Assembly.Method(initializer));
        }

        if (method.Type.Assembly.Summary.Problem is not null)
        {
            method.Type.Assembly.Universe.NoteUnknown(method.Type.Assembly.Name);
        }
    }
}

/// <summary>From where a method was reached; nothing for roots.</summary>
/// <param name="From">The method.</param>
/// <param name="Offset">Offset of the instruction in it.</param>
internal readonly record struct Arrival(MethodNode? From, int Offset);
