using ModuleBuild.Core.Files;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Files;

public sealed class SymbolicLinksTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public SymbolicLinksTests()
    {
        _root.Write("inside/a/b.txt", "b");
        _root.Write("outside/c.txt", "c");
        _root.Write("inside-not/d.txt", "d");
    }

    [Theory]
    [InlineData("a/b.txt")]
    [InlineData("a/missing.txt")]
    [InlineData("missing/missing.txt")]
    public void No_link_on_the_way(string path) => Assert.Null(EscapesBy(path));

    [Fact]
    public void A_link_to_a_file_outside()
    {
        Link("a/out.txt", _root["outside/c.txt"]);

        Assert.Equal("a/out.txt", EscapesBy("a/out.txt"));
    }

    [Fact]
    public void A_relative_link_to_a_folder_outside()
    {
        LinkFolder("a/out", "../../outside");

        Assert.Equal("a/out", EscapesBy("a/out/c.txt"));
    }

    [Fact]
    public void A_link_to_nothing_outside()
    {
        Link("out.txt", _root["nowhere.txt"]);

        Assert.Equal("out.txt", EscapesBy("out.txt"));
    }

    [Fact]
    public void A_link_to_a_neighbour_whose_name_begins_like_the_folders()
    {
        Link("out.txt", "../inside-not/d.txt");

        Assert.Equal("out.txt", EscapesBy("out.txt"));
    }

    [Fact]
    public void A_link_by_way_of_another()
    {
        LinkFolder("first", "second");
        LinkFolder("second", _root["outside"]);

        Assert.Equal("first", EscapesBy("first/c.txt"));
    }

    [Fact]
    public void Links_that_stay_inside()
    {
        Link("near.txt", "a/b.txt");
        LinkFolder("near", _root["inside/a"]);
        LinkFolder("there/and/back", "../../../inside/a");

        Assert.Null(EscapesBy("near.txt"));
        Assert.Null(EscapesBy("near/b.txt"));
        Assert.Null(EscapesBy("there/and/back/b.txt"));
    }

    [Fact]
    public void The_folder_itself_is_reached_by_a_link()
    {
        Directory.CreateSymbolicLink(_root["door"], _root["inside"]);
        Link("near.txt", "a/b.txt");

        Assert.Null(SymbolicLinks.EscapesBy(_root["door"], "a/b.txt"));
        Assert.Null(SymbolicLinks.EscapesBy(_root["door"], "near.txt"));
    }

    [Fact]
    public void Links_in_a_circle_lead_nowhere()
    {
        Link("x", "y");
        Link("y", "x");

        Assert.Equal("x", EscapesBy("x"));
    }

    public void Dispose() => _root.Dispose();

    private string? EscapesBy(string path) => SymbolicLinks.EscapesBy(_root["inside"], path);

    private void Link(string name, string target) => File.CreateSymbolicLink(_root[$"inside/{name}"], target);

    private void LinkFolder(string name, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root[$"inside/{name}"])!);
        Directory.CreateSymbolicLink(_root[$"inside/{name}"], target);
    }
}
