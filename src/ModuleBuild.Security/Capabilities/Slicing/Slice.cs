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
    private readonly ReachedMethods _reached;
    private readonly List<(MethodNode Method, Edge Edge)> _sites = [];
    private readonly Creations _creations;
    private readonly TypeFlow _flow;
    private readonly OpenCalls _calls;
    private readonly NamedCalls _named;
    private readonly AttributeObjects _attributes;
    private MostSites? _most;
    private Edge[] _edges = [];

    /// <summary>Begins with nothing.</summary>
    /// <param name="dispatch">Shared by all slices of a closure.</param>
    /// <param name="isOpen">Whether others call what they can see: a library, in contrast to a program of which all is known.</param>
    /// <param name="isMost">Whether what is met is to be the most that any slice can meet.</param>
    public Slice(Dispatch dispatch, bool isOpen, bool isMost = false)
    {
        _dispatch = dispatch;
        _isOpen = isOpen;
        _reached = new ReachedMethods(dispatch);
        _creations = new Creations(Created, isStepwise: isMost);
        _flow = new TypeFlow(_creations, (type, slot) => _calls!.CallOn(type, slot));
        _calls = new OpenCalls(dispatch, _creations, Run);
        _named = new NamedCalls(ReachFromOutside);
        _attributes = new AttributeObjects(_creations);
    }

    /// <summary>Sites of the map in the order in which they were met.</summary>
    public IReadOnlyList<(MethodNode Method, Edge Edge)> Sites => _sites;

    /// <summary>Forgets what was reached and called, and keeps what was made: constructors ran before the method that is asked about.</summary>
    public void KeepCreationsOnly()
    {
        Forget();
        _named.Clear();
        _flow.Clear();
        _creations.Keep();
    }

    /// <summary>Goes back to where <see cref="KeepCreationsOnly"/> was called, for the next method.</summary>
    public void TakeBack()
    {
        Forget();
        _named.TakeBack();
        _flow.TakeBack();
        _creations.TakeBack();
    }

    /// <summary>An object of a type is there from the start.</summary>
    public void Start(TypeNode type, CreationLevel level)
    {
        _reached.Here = default;
        _flow.Open(type);
        _creations.Add(type, level);
        _attributes.Look(type, CreationLevel.Token); // others have it
    }

    /// <summary>Follows all that is reached from methods.</summary>
    /// <param name="roots">The methods.</param>
    /// <param name="most">All sites that can be met, where only they are asked for: once they are met, nothing is left to follow.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(IEnumerable<MethodNode> roots, MostSites? most, CancellationToken cancellation)
    {
        (_most = most)?.Begin();
        _reached.Here = default;
        foreach (var root in roots)
        {
            _flow.Open(root.Type);
            ReachFromOutside([root]);
        }

        while (_most is not { IsMet: true } && _reached.TryNext(out var method))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var edge in method.Type.Assembly.EdgesOf(method.Row, ref _edges))
            {
                _reached.Here = new Arrival(method, edge.Offset);
                Follow(method, edge);
            }
        }
    }

    private void Forget()
    {
        _reached.Clear();
        _sites.Clear();
        _calls.Clear();
    }

    private void Follow(MethodNode from, Edge edge)
    {
        var assembly = from.Type.Assembly;
        switch (edge.Kind)
        {
            case EdgeKind.Site:
                _sites.Add((from, edge));
                _most?.Meet(from, edge);
                break;
            case EdgeKind.StaticField:
                _reached.AddStaticConstructor(Missing.Find(assembly, edge.Operand));
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
                _named.Call(assembly, edge);
                break;
            case EdgeKind.Attributes:
                _attributes.Ask(assembly, edge);
                break;
            case EdgeKind.NamedType:
                if (assembly.Find(assembly.Summary.Texts[edge.Operand]) is { } named)
                {
                    _flow.Open(named);
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
        var meant = assembly.ResolveUse(edge.Operand);
        if (meant.HasArguments)
        {
            _flow.Ours(from, assembly.Summary.MemberUses[edge.Operand], meant.Method);
        }

        if (meant.Method is not { } target)
        {
            Missing.Note(assembly, assembly.Summary.MemberUses[edge.Operand].Parent);
            return;
        }

        if (edge.Kind == EdgeKind.New)
        {
            _creations.Add(target.Type, CreationLevel.Instance);
        }

        var isVirtual = (edge.Kind is EdgeKind.VirtualCall or EdgeKind.VirtualAddress) && target.Is(MethodTraits.Virtual);
        if (!isVirtual || target.Is(MethodTraits.Required))
        {
            _reached.Add(target);
        }

        if (isVirtual && edge.Extra >= 0 && assembly.ResolveExact(edge.Extra) is { } receiver)
        {
            _creations.Add(receiver, CreationLevel.Passed);
            Run(target, Dispatch.Find(receiver, SlotCall.Of(assembly, edge.Operand, target)));
        }
        else if (isVirtual && (edge.Extra < 0 || !_flow.Call(from, edge.Extra, target)))
        {
            _calls.Call(SlotCall.Of(assembly, edge.Operand, target));
        }
    }

    private void Run(MethodNode slot, MethodNode[] bodies)
    {
        _flow.Overridden(slot, bodies);

        _reached.Add(bodies);
    }

    // A type is made, or made in more ways than before.
    private void Created(TypeNode type, CreationLevel level)
    {
        _flow.Bases(type);
        _calls.Answer(type, level);
        ReachFromOutside(Dispatch.ForeignStatics(type));
        if (level >= CreationLevel.Receiver)
        {
            _named.Index(type);
        }

        if (level >= CreationLevel.Instance)
        {
            ReachFromOutside(_dispatch.Foreign(type));
            ReachFromOutside(_isOpen ? _dispatch.Visible(type) : []);
        }

        if (level >= CreationLevel.Token)
        {
            _attributes.Look(type, level);
            _reached.AddStaticConstructor(type);
            _reached.Add(type.Methods.Where(method => Dispatch.RunsAt(level, method)));
        }

        if (level is CreationLevel.Read or CreationLevel.Filled)
        {
            foreach (var part in Parts.Of(type))
            {
                _creations.Add(part, level);
            }
        }
    }

    private void Make(MethodNode from, Edge edge)
    {
        var assembly = from.Type.Assembly;
        if (assembly.Resolve(edge.Operand).Type is { } type)
        {
            if (edge.Kind == EdgeKind.Token || type.Is(TypeTraits.ValueType))
            {
                if (assembly.Summary.TypeUses[edge.Operand].Kind != TypeUseKind.Instance)
                {
                    _flow.Open(type); // typeof(List<>)
                }

                _creations.Add(type, edge.Kind == EdgeKind.Token ? CreationLevel.Token : CreationLevel.Instance);
            }
        }
        else if (edge.Kind == EdgeKind.Token)
        {
            _flow.Reflect(from, edge.Operand);
            Missing.Note(assembly, edge.Operand);
        }
    }

    // .NET, reflection and those who override call with arguments that nobody sees here.
    private void ReachFromOutside(IEnumerable<MethodNode> methods)
    {
        foreach (var method in methods)
        {
            _flow.Open(method);
            _reached.Add(method);
        }
    }
}
