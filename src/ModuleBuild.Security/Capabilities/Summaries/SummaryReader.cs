namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Reads what <see cref="SummaryWriter"/> wrote. The bytes' hash was right; that they were written by this version, the key says.</summary>
/// <param name="reader">Behind the mark.</param>
internal sealed class SummaryReader(BinaryReader reader)
{
    private string[] _texts = [];

    public AssemblySummary Read()
    {
        _texts = All(reader.ReadString);
        var name = Text();
        var problem = OptionalText();
        var entryPoint = Number();
        var initializer = Number();
        return new AssemblySummary
        {
            Name = name,
            Problem = problem,
            EntryPoint = entryPoint,
            ModuleInitializer = initializer,
            TypeUses = All(ReadTypeUse),
            MemberUses = All(ReadMemberUse),
            Types = All(ReadType),
            Methods = All(ReadMethod),
            Texts = All(Text),
            Sites = All(ReadSite),
            Attributes = All(() => new AttributeUse(Number(), Number(), All(Text))),
            Forwards = All(() => (Key: Text(), Value: Text())).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private TypeUse ReadTypeUse() => new((TypeUseKind)Number(), Text(), Text(), Number(), All(Number));

    private MemberUse ReadMemberUse() => new(Number(), Text(), Text(), Number(), All(Number));

    private TypeSummary ReadType() => new()
    {
        Name = Text(),
        Base = Number(),
        Interfaces = All(Number),
        FirstMethod = Number(),
        MethodCount = Number(),
        Traits = (TypeTraits)Number(),
        Overrides = All(() => (Number(), Number())),
        StaticConstructor = Number(),
        Outer = Number(),
    };

    private MethodSummary ReadMethod() => new()
    {
        Name = Text(),
        Signature = Text(),
        Type = Number(),
        Traits = (MethodTraits)Number(),
        Edges = All(ReadEdge),
    };

    private Edge ReadEdge() => new((EdgeKind)Number(), Number(), Number(), Number());

    private CapabilitySite ReadSite() => new(Text(), OptionalText(), Text(), Text());

    private T[] All<T>(Func<T> read)
    {
        var count = reader.Read7BitEncodedInt();
        if (count < 0 || count > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new FormatException();
        }

        if (count == 0)
        {
            return [];
        }

        var items = new T[count];
        for (var at = 0; at < count; at++)
        {
            items[at] = read();
        }

        return items;
    }

    private int Number() => reader.Read7BitEncodedInt() - 1;

    private string Text() => _texts[Number()];

    private string? OptionalText() => Number() is >= 0 and var number ? _texts[number] : null;
}
