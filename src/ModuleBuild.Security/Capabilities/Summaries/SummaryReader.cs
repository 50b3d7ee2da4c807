using System.Text;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Reads what <see cref="SummaryWriter"/> wrote. The bytes' hash was right; that they were written by this version, the key says.</summary>
/// <param name="bytes">The bytes; edges stay where they are.</param>
/// <param name="start">Behind the mark.</param>
/// <param name="end">Where they end.</param>
internal sealed class SummaryReader(byte[] bytes, int start, int end)
{
    private int _at = start;
    private string[] _texts = [];

    /// <summary>The summary.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public AssemblySummary Read()
    {
        _texts = All(reader => reader.ReadText());
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
            TypeUses = All(reader => reader.ReadTypeUse()),
            MemberUses = All(reader => reader.ReadMemberUse()),
            Types = All(reader => reader.ReadType()),
            Methods = All(reader => reader.ReadMethod()),
            Texts = All(reader => reader.Text()),
            Sites = All(reader => reader.ReadSite()),
            Attributes = All(reader => new AttributeUse(reader.Number(), reader.Number(), reader.All(each => each.Text()))),
            Forwards = All(reader => (Key: reader.Text(), Value: reader.Text())).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
    }

    private TypeUse ReadTypeUse() => new((TypeUseKind)Number(), Text(), Text(), Number(), Numbers());

    private MemberUse ReadMemberUse() => new(Number(), Text(), Text(), Number(), Numbers());

    private TypeSummary ReadType() => new()
    {
        Name = Text(),
        Base = Number(),
        Interfaces = Numbers(),
        FirstMethod = Number(),
        MethodCount = Number(),
        Traits = (TypeTraits)Number(),
        Overrides = All(reader => (reader.Number(), reader.Number())),
        StaticConstructor = Number(),
        Outer = Number(),
    };

    private MethodSummary ReadMethod() => new()
    {
        Name = Text(),
        Signature = Text(),
        Type = Number(),
        Traits = (MethodTraits)Number(),
        Edges = ReadEdges(),
    };

    private EdgeRun ReadEdges()
    {
        var at = _at;
        var length = Count();
        _at += length;
        return length == 0 ? default : new EdgeRun(bytes, at);
    }

    private CapabilitySite ReadSite() => new(Text(), OptionalText(), Text(), Text());

    private T[] All<T>(Func<SummaryReader, T> read)
    {
        var count = Count();
        if (count == 0)
        {
            return [];
        }

        var items = new T[count];
        for (var at = 0; at < count; at++)
        {
            items[at] = read(this);
        }

        return items;
    }

    private int[] Numbers()
    {
        var count = Count();
        if (count == 0)
        {
            return [];
        }

        var numbers = new int[count];
        for (var at = 0; at < count; at++)
        {
            numbers[at] = Number();
        }

        return numbers;
    }

    // Whatever it counts takes a byte at least.
    private int Count()
    {
        var count = PackedNumber.Read(bytes, ref _at);
        return count < 0 || count > end - _at ? throw new FormatException() : count;
    }

    private int Number() => PackedNumber.Read(bytes, ref _at) - 1;

    private string ReadText()
    {
        var length = Count();
        _at += length;
        return Encoding.UTF8.GetString(bytes, _at - length, length);
    }

    private string Text() => _texts[Number()];

    private string? OptionalText() => Number() is >= 0 and var number ? _texts[number] : null;
}
