using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>The form in which summaries are kept and used: what goes in comes out.</summary>
public sealed class SummaryFormTests
{
    private static readonly Edge[] Edges =
    [
        new(EdgeKind.Call, 0, -1, 0),
        new(EdgeKind.VirtualCall, int.MaxValue - 1, int.MaxValue, int.MaxValue),
        new(EdgeKind.Attributes, -1, -1, 3),
        new(EdgeKind.Site, 200, 0, 2),
    ];

    [Fact]
    public void Edges_come_out_of_their_bytes()
    {
        var packer = new EdgePacker();

        Assert.Empty(packer.Add([]));
        Assert.Equal(Edges, packer.Add(Edges));
        Assert.Equal(Enumerable.Repeat(Edges[1], 10_000), packer.Add([.. Enumerable.Repeat(Edges[1], 10_000)]));
        Assert.Equal(Edges[..1], packer.Add(Edges.AsSpan(0, 1)));
    }

    [Fact]
    public void Summary_is_used_as_it_was_written()
    {
        var summary = SummaryFile.Read(SummaryFile.Write(AssemblySummary.Of(Draft())))!;

        Assert.Equal(("Lib", "it is odd", 0, -1), (summary.Name, summary.Problem, summary.EntryPoint, summary.ModuleInitializer));
        var type = summary.Types[0];
        Assert.Equal(("Ä+B`1", -1, 1, 0, 1, TypeTraits.Visible, 0, -1), (type.Name, type.Base, type.Interfaces.Length, type.FirstMethod, type.MethodCount, type.Traits, type.StaticConstructor, type.Outer));
        Assert.Equal([0, 0, -1, 0], type.Overrides.ConvertAll(number => number));
        var method = summary.Methods[0];
        Assert.Equal(("Run", "`2 Void(^1;)", 2, 0, MethodTraits.Static | MethodTraits.Generic), (method.Name, method.Signature, method.Arity, method.Type, method.Traits));
        Assert.Equal(Edges, method.Edges);
        var use = summary.TypeUses[1];
        Assert.Equal((TypeUseKind.Instance, "L<!0;>", "", 0, true, false), (use.Kind, use.Text, use.Assembly, use.Index, use.NamesTypeParameter, use.NamesMethodParameter));
        Assert.Equal(["L"], use.ArgumentTexts());
        var member = summary.MemberUses[0];
        Assert.Equal((1, "Add", "Void(^0;)", -1, 0), (member.Parent, member.Name, member.Signature, member.Definition, member.Arguments.Length));
        Assert.Equal(["name"], summary.Texts);
        Assert.Equal([new CapabilitySite("file:read", null, "System", "F.Read()"), new CapabilitySite("env:read", "A", "System", "E.Get()")], summary.Sites);
        Assert.Equal("Other", summary.Forwards["Moved"]);
        Assert.Equal(["T", "U"], Assert.Single(summary.Attributes).Types);
        Assert.Equal(["Other"], summary.Referred().Distinct());
    }

    [Fact]
    public void Summary_of_another_form_is_not_read()
    {
        var bytes = SummaryFile.Write(AssemblySummary.Of("Lib", "it is odd"));
        byte[] body = [.. bytes.AsSpan(0, bytes.Length - 32)];
        body[0]++;

        Assert.NotNull(SummaryFile.Read(bytes));
        Assert.Null(SummaryFile.Read([.. body, .. System.Security.Cryptography.SHA256.HashData(body)]));
        Assert.Null(SummaryFile.Read([]));
    }

    private static AssemblyDraft Draft() => new()
    {
        Name = "Lib",
        Problem = "it is odd",
        EntryPoint = 0,
        TypeUses = [new(TypeUseKind.Reference, "L", "Other", -1, []), new(TypeUseKind.Instance, "L<!0;>", "", 0, [0])],
        MemberUses = [new(1, "Add", "Void(^0;)", -1, [])],
        Types =
        [
            new()
            {
                Name = "Ä+B`1", Base = -1, Interfaces = [0], FirstMethod = 0, MethodCount = 1, Traits = TypeTraits.Visible,
                Overrides = [(0, 0), (-1, 0)], StaticConstructor = 0, Outer = -1,
            },
        ],
        Methods = [new() { Name = "Run", Signature = "`2 Void(^1;)", Type = 0, Traits = MethodTraits.Static, Edges = new EdgePacker().Add(Edges) }],
        Texts = ["name"],
        Sites = [new("file:read", null, "System", "F.Read()"), new("env:read", "A", "System", "E.Get()")],
        Forwards = new(StringComparer.Ordinal) { ["Moved"] = "Other" },
        Attributes = [new(0, -1, ["T", "U"])],
    };
}
