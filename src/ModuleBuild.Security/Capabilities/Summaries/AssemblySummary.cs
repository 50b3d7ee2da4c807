namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>
/// What one assembly says about itself: types, methods, what each method uses, and where it touches a member of the map. It does not
/// depend on any other assembly, so it is kept by the hash of the assembly's bytes. It is used in the form in which it is kept, because of most
/// of it nobody asks anything: see <see cref="SummaryForm"/>.
/// </summary>
internal sealed class AssemblySummary
{
    private readonly byte[] _bytes;
    private readonly TextTable _texts;
    private readonly int _edges;
    private string[]? _names;
    private CapabilitySite[]? _sites;
    private AttributeUse[]? _attributes;
    private Dictionary<string, string>? _forwards;

    /// <summary>Takes bytes as they were written.</summary>
    /// <param name="bytes">What <see cref="SummaryWriter"/> wrote.</param>
    public AssemblySummary(byte[] bytes)
    {
        _bytes = bytes;
        _texts = new TextTable(bytes, Table(SummaryPart.TextStarts), SummaryForm.PartOf(bytes, SummaryPart.TextBytes).Start);
        _edges = SummaryForm.PartOf(bytes, SummaryPart.Edges).Start;
        Numbers = Table(SummaryPart.Numbers);
        Types = new SummaryRows<TypeSummary>(this, Table(SummaryPart.Types));
        Methods = new SummaryRows<MethodSummary>(this, Table(SummaryPart.Methods));
        TypeUses = new SummaryRows<TypeUse>(this, Table(SummaryPart.TypeUses));
        MemberUses = new SummaryRows<MemberUse>(this, Table(SummaryPart.MemberUses));
        Name = Text(SummaryForm.Head(bytes, 1));
        Problem = OptionalText(SummaryForm.Head(bytes, 2));
        EntryPoint = SummaryForm.Head(bytes, 3);
        ModuleInitializer = SummaryForm.Head(bytes, 4);
    }

    /// <summary>What was read, in the form in which it is kept.</summary>
    public static AssemblySummary Of(AssemblyDraft draft) => new(SummaryWriter.Write(draft));

    /// <summary>Of an assembly that cannot be looked into.</summary>
    /// <param name="name">Simple name.</param>
    /// <param name="problem">Why.</param>
    public static AssemblySummary Of(string name, string problem) => Of(new AssemblyDraft { Name = name, Problem = problem });

    /// <summary>The form in which it is kept.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Simple name.</summary>
    public string Name { get; }

    /// <summary>Why it could not be looked into, or only in part, as a sentence; null where all of it was read.</summary>
    public string? Problem { get; }

    /// <summary>Types by row of the table TypeDef, from 0.</summary>
    public SummaryRows<TypeSummary> Types { get; }

    /// <summary>Methods by row of the table MethodDef, from 0.</summary>
    public SummaryRows<MethodSummary> Methods { get; }

    /// <summary>Types as methods and types refer to them, each once.</summary>
    public SummaryRows<TypeUse> TypeUses { get; }

    /// <summary>Members as methods refer to them, each once.</summary>
    public SummaryRows<MemberUse> MemberUses { get; }

    /// <summary>Runs of numbers: see <see cref="NumberRun"/>.</summary>
    public SummaryTable Numbers { get; }

    /// <summary>Texts that edges refer to: names for reflection.</summary>
    public string[] Texts => _names ??= All(SummaryPart.Texts, (table, row) => Text(table[row, 0]));

    /// <summary>Uses of members of the map.</summary>
    public CapabilitySite[] Sites => _sites ??= All(SummaryPart.Sites, (table, row) =>
        new CapabilitySite(Text(table[row, 0]), OptionalText(table[row, 1]), Text(table[row, 2]), Text(table[row, 3])));

    /// <summary>Types that live elsewhere by now: full name and simple name of the assembly.</summary>
    public Dictionary<string, string> Forwards => _forwards ??= All(SummaryPart.Forwards, (table, row) => (Type: Text(table[row, 0]), Assembly: Text(table[row, 1])))
        .ToDictionary(pair => pair.Type, pair => pair.Assembly, StringComparer.Ordinal);

    /// <summary>Attributes that have code of the closure's own, or name types, each once for a holder.</summary>
    public AttributeUse[] Attributes => _attributes ??= All(SummaryPart.Attributes, (table, row) =>
        new AttributeUse(table[row, 0], table[row, 1], new NumberRun(this, table[row, 2]).ConvertAll(Text)));

    /// <summary>Row of the method in which a program starts, or -1.</summary>
    public int EntryPoint { get; }

    /// <summary>Row of the initializer of the module, or -1.</summary>
    public int ModuleInitializer { get; }

    /// <summary>Simple names of the assemblies to which it refers.</summary>
    public IEnumerable<string> Referred()
    {
        var seen = new HashSet<int>();
        for (var number = 0; number < TypeUses.Length; number++)
        {
            var assembly = TypeUses[number].AssemblyNumber;
            if (seen.Add(assembly) && Text(assembly) is { Length: > 0 } name)
            {
                yield return name;
            }
        }

        foreach (var name in Forwards.Values)
        {
            yield return name;
        }
    }

    /// <summary>A text by its number.</summary>
    public string Text(int number) => _texts[number];

    /// <summary>A text by its number, as UTF-8.</summary>
    public ReadOnlySpan<byte> TextBytes(int number) => _texts.Bytes(number);

    /// <summary>What a body uses.</summary>
    /// <param name="start">Where it begins among the edges of all bodies; -1 for nothing.</param>
    public EdgeRun Edges(int start) => start < 0 ? default : new EdgeRun(_bytes, _edges + start);

    private string? OptionalText(int number) => number < 0 ? null : Text(number);

    private SummaryTable Table(SummaryPart part)
    {
        var (start, count) = SummaryForm.PartOf(_bytes, part);
        return new SummaryTable(_bytes, start, count, SummaryForm.WidthOf(part));
    }

    private T[] All<T>(SummaryPart part, Func<SummaryTable, int, T> make)
    {
        var table = Table(part);
        var items = new T[table.Count];
        for (var row = 0; row < items.Length; row++)
        {
            items[row] = make(table, row);
        }

        return items;
    }
}
