using ModuleBuild.Security.Compatibility.Api;

namespace ModuleBuild.Security.Tests.Compatibility.Api;

public sealed class DocIdTextTests
{
    [Theory]
    [InlineData("T:Acme.Orders.Importer", "Acme.Orders.Importer")]
    [InlineData("T:Acme.Book`2", "Acme.Book")]
    [InlineData("M:Acme.IExporter.Export", "Acme.IExporter.Export()")]
    [InlineData("M:Acme.IExporter.Keep(System.String,System.Collections.Generic.List{System.Int32})", "Acme.IExporter.Keep(String, List<Int32>)")]
    [InlineData("M:Acme.Book`1.Nested.Add(System.String,`0@)", "Acme.Book.Nested.Add(String, ref T0)")]
    [InlineData("M:Acme.C.G``1(``0[],System.Int32@)``0:class", "Acme.C.G(T0[], ref Int32)")]
    [InlineData("M:Acme.C.#ctor(System.Int32)", "Acme.C(Int32)")]
    [InlineData("M:Acme.C.get_Price", "Acme.C.Price.get")]
    [InlineData("M:Acme.C.set_Item(System.Int32,System.String)", "Acme.C.Item.set")]
    [InlineData("M:Acme.C.add_Sold(System.Action)", "Acme.C.Sold")]
    [InlineData("M:Acme.C.op_Implicit(Acme.C)~System.Int32", "Acme.C.op_Implicit(C)")]
    [InlineData("F:Acme.Kind.Fresh", "Acme.Kind.Fresh")]
    [InlineData("M:Acme.C.Map(System.Int32[0:,0:]@,System.Func{System.Int32,Acme.C.Inner})", "Acme.C.Map(ref Int32[0:, 0:], Func<Int32, Inner>)")]
    [InlineData("Acme.dll", "Acme.dll")]
    [InlineData("", "")]
    [InlineData("M:", "()")]
    [InlineData("M:a\nerror: b(", "a?error: b(")]
    public void Reads_as_a_member(string docId, string text) => Assert.Equal(text, DocIdText.Of(docId));

    [Fact]
    public void Ends_where_a_name_never_does()
    {
        Assert.Equal(301, DocIdText.Of("M:" + new string('a', 5_000_000)).Length);
        Assert.Equal(301, DocIdText.Of("M:a(" + new string('@', 5_000_000)).Length);
    }
}
