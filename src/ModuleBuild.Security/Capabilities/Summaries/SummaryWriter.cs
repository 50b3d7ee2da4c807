using System.Text;

namespace ModuleBuild.Security.Capabilities.Summaries;

/// <summary>Writes the tables of a summary; each text once. <see cref="SummaryReader"/> reads in the same order.</summary>
internal sealed class SummaryWriter : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _body;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public SummaryWriter()
    {
        _body = new BinaryWriter(_stream, Encoding.UTF8);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        _stream.Dispose();
    }

    /// <summary>Puts the texts and the tables behind each other.</summary>
    public void CopyTo(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_texts.Count);
        foreach (var text in _texts)
        {
            writer.Write(text);
        }

        _body.Flush();
        writer.Write(_stream.GetBuffer(), 0, (int)_stream.Length);
    }

    public void Write(AssemblySummary summary)
    {
        Text(summary.Name);
        Text(summary.Problem);
        Number(summary.EntryPoint);
        Number(summary.ModuleInitializer);
        All(summary.TypeUses, Write);
        All(summary.MemberUses, Write);
        All(summary.Types, Write);
        All(summary.Methods, Write);
        All(summary.Texts, Text);
        All(summary.Sites, Write);
        All(summary.Attributes, pair =>
        {
            Number(pair.Holder);
            Number(pair.Attribute);
            All(pair.Types, Text);
        });
        All([.. summary.Forwards.OrderBy(pair => pair.Key, StringComparer.Ordinal)], pair =>
        {
            Text(pair.Key);
            Text(pair.Value);
        });
    }

    private void Write(TypeUse use)
    {
        Number((int)use.Kind);
        Text(use.Text);
        Text(use.Assembly);
        Number(use.Index);
        All(use.Arguments, Number);
    }

    private void Write(MemberUse use)
    {
        Number(use.Parent);
        Text(use.Name);
        Text(use.Signature);
        Number(use.Definition);
        All(use.Arguments, Number);
    }

    private void Write(TypeSummary type)
    {
        Text(type.Name);
        Number(type.Base);
        All(type.Interfaces, Number);
        Number(type.FirstMethod);
        Number(type.MethodCount);
        Number((int)type.Traits);
        All(type.Overrides, pair =>
        {
            Number(pair.Body);
            Number(pair.Declaration);
        });
        Number(type.StaticConstructor);
        Number(type.Outer);
    }

    private void Write(MethodSummary method)
    {
        Text(method.Name);
        Text(method.Signature);
        Number(method.Type);
        Number((int)method.Traits);
        if (method.Edges.Bytes is { IsEmpty: false } edges)
        {
            _body.Write(edges);
        }
        else
        {
            _body.Write7BitEncodedInt(0);
        }
    }

    private void Write(CapabilitySite site)
    {
        Text(site.Kind);
        Text(site.Target);
        Text(site.Assembly);
        Text(site.Member);
    }

    private void All<T>(T[] items, Action<T> write)
    {
        _body.Write7BitEncodedInt(items.Length);
        foreach (var item in items)
        {
            write(item);
        }
    }

    // -1 means none, and is written as 0.
    private void Number(int number) => _body.Write7BitEncodedInt(number + 1);

    private void Text(string? text)
    {
        if (text is null)
        {
            Number(-1);
            return;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _texts.Add(text);
            _numbers.Add(text, number);
        }

        Number(number);
    }
}
