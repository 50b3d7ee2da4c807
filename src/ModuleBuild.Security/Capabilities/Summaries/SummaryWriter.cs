using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Brings a summary into the form in which it is kept; see <see cref="SummaryForm"/>. Each text stands there once.</summary>
internal sealed class SummaryWriter : IDisposable
{
    private readonly List<int>[] _tables = [.. Enumerable.Range(0, (int)SummaryPart.TextBytes).Select(_ => new List<int>())];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly MemoryStream _texts = new();
    private readonly MemoryStream _edges = new();

    private SummaryWriter()
    {
        Add(SummaryPart.Numbers, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _texts.Dispose();
        _edges.Dispose();
    }

    /// <summary>The bytes.</summary>
    public static byte[] Write(AssemblyDraft draft)
    {
        using var writer = new SummaryWriter();
        int[] head =
        [
            SummaryForm.Mark, writer.Text(draft.Name), draft.Problem is null ? -1 : writer.Text(draft.Problem), draft.EntryPoint, draft.ModuleInitializer,
        ];
        writer.AddUses(draft);
        writer.AddDefinitions(draft);
        writer.AddOthers(draft);
        return writer.Put(head);
    }

    private void AddUses(AssemblyDraft draft)
    {
        foreach (var use in draft.TypeUses)
        {
            var kind = (int)use.Kind
                | (use.Text.Contains('!', StringComparison.Ordinal) ? TypeUse.TypeParameterMark : 0)
                | (use.Text.Contains('^', StringComparison.Ordinal) ? TypeUse.MethodParameterMark : 0);
            Add(SummaryPart.TypeUses, kind, Text(use.Text), Text(use.Assembly), use.Index, Run(use.Arguments));
        }

        foreach (var use in draft.MemberUses)
        {
            Add(SummaryPart.MemberUses, use.Parent, Text(use.Name), Text(use.Signature), use.Definition, Run(use.Arguments));
        }
    }

    private void AddDefinitions(AssemblyDraft draft)
    {
        foreach (var type in draft.Types)
        {
            int[] overrides = [.. type.Overrides.SelectMany(pair => new[] { pair.Body, pair.Declaration })];
            Add(SummaryPart.Types, Text(type.Name), type.Base, Run(type.Interfaces), type.FirstMethod, type.MethodCount, (int)type.Traits, Run(overrides), type.StaticConstructor, type.Outer);
        }

        foreach (var method in draft.Methods)
        {
            var traits = method.Traits | (method.Signature.StartsWith('`') ? MethodTraits.Generic : MethodTraits.None);
            Add(SummaryPart.Methods, Text(method.Name), Text(method.Signature), method.Type, (int)traits, Edges(method.Edges.Bytes));
        }
    }

    private void AddOthers(AssemblyDraft draft)
    {
        foreach (var text in draft.Texts)
        {
            Add(SummaryPart.Texts, Text(text));
        }

        foreach (var site in draft.Sites)
        {
            Add(SummaryPart.Sites, Text(site.Kind), site.Target is null ? -1 : Text(site.Target), Text(site.Assembly), Text(site.Member));
        }

        foreach (var attribute in draft.Attributes)
        {
            Add(SummaryPart.Attributes, attribute.Holder, attribute.Attribute, Run(Array.ConvertAll(attribute.Types, Text)));
        }

        foreach (var (type, assembly) in draft.Forwards.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(SummaryPart.Forwards, Text(type), Text(assembly));
        }
    }

    private byte[] Put(int[] head)
    {
        Add(SummaryPart.TextStarts, (int)_texts.Length); // where the last ends
        var bytes = GC.AllocateUninitializedArray<byte>(
            checked(SummaryForm.HeadLength + (_tables.Sum(table => table.Count) * sizeof(int)) + (int)_texts.Length + (int)_edges.Length));
        var at = SummaryForm.HeadLength;
        var parts = new List<int>(head);
        for (var part = 0; part < _tables.Length; part++)
        {
            parts.AddRange(at, _tables[part].Count / SummaryForm.WidthOf((SummaryPart)part));
            at += Numbers(CollectionsMarshal.AsSpan(_tables[part]), bytes.AsSpan(at));
        }

        foreach (var stream in new[] { _texts, _edges })
        {
            parts.AddRange(at, (int)stream.Length);
            stream.GetBuffer().AsSpan(0, (int)stream.Length).CopyTo(bytes.AsSpan(at));
            at += (int)stream.Length;
        }

        Numbers(CollectionsMarshal.AsSpan(parts), bytes);
        return bytes;
    }

    private static int Numbers(ReadOnlySpan<int> numbers, Span<byte> to)
    {
        for (var at = 0; at < numbers.Length; at++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(to[(at * sizeof(int))..], numbers[at]);
        }

        return numbers.Length * sizeof(int);
    }

    private void Add(SummaryPart part, params ReadOnlySpan<int> numbers) => _tables[(int)part].AddRange(numbers);

    private int Run(int[] numbers)
    {
        if (numbers.Length == 0)
        {
            return 0;
        }

        var start = _tables[(int)SummaryPart.Numbers].Count;
        Add(SummaryPart.Numbers, numbers.Length);
        Add(SummaryPart.Numbers, numbers);
        return start;
    }

    private int Edges(ReadOnlySpan<byte> edges)
    {
        if (edges.IsEmpty)
        {
            return -1;
        }

        var start = (int)_edges.Length;
        _edges.Write(edges);
        return start;
    }

    private int Text(string text)
    {
        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(text, number);
            Add(SummaryPart.TextStarts, (int)_texts.Length);
            _texts.Write(Encoding.UTF8.GetBytes(text));
        }

        return number;
    }
}
