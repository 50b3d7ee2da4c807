using ModuleBuild.Core.Workspaces;

namespace ModuleBuild.Core.Tests.Workspaces;

public sealed class ModuleWavesTests
{
    [Fact]
    public void What_needs_nothing_comes_first_and_each_as_early_as_it_can()
    {
        var repository = new SmallRepository()
            .Module("D", ["B", "C"]).Module("C", ["A"]).Module("B", ["A"]).Module("A").Module("E", ["A"]).Module("F", ["D"]);

        Assert.Equal("A | B C E | D | F", repository.Waves());
    }

    [Fact]
    public void A_module_that_is_needed_through_a_library_comes_before()
    {
        var repository = new SmallRepository()
            .Module("A", null, "../Lib/Lib.csproj").Library("Lib", "../Deep/Deep.csproj").Library("Deep", "../B/B.csproj").Module("B");

        Assert.Equal("B | A", repository.Waves());
    }

    [Fact]
    public void Modules_that_need_one_another_share_a_wave_after_what_they_need_and_before_who_needs_them()
    {
        var repository = new SmallRepository()
            .Module("A", ["B"]).Module("B", ["C"]).Module("C", ["A", "Base"]).Module("Base").Module("Top", ["A"]).Module("X", ["Y"]).Module("Y", ["X", "Top"]);

        Assert.Equal("Base | A B C | Top | X Y", repository.Waves());
    }

    [Fact]
    public void What_is_not_to_be_done_holds_nobody_up()
    {
        var graph = new SmallRepository().Module("A").Module("B", ["A"]).Module("C", ["B"]).Graph();

        var waves = ModuleWaves.Of(graph, graph.Modules.Where(module => module.Id != "B"));

        Assert.Equal([["A", "C"]], waves.Select(wave => wave.Select(module => module.Id)));
    }

    [Fact]
    public void An_id_counts_in_any_case_and_one_that_is_not_here_is_of_a_feed() =>
        Assert.Equal("B | A", new SmallRepository().Module("A", ["b", "Acme.Elsewhere"]).Module("B").Waves());

    [Fact]
    public void A_module_that_names_itself_waits_for_nobody() => Assert.Equal("A", new SmallRepository().Module("A", ["A"], "A.csproj").Waves());

    [Fact]
    public void A_long_row_of_modules_has_a_wave_each()
    {
        var repository = new SmallRepository();
        foreach (var number in Enumerable.Range(0, 300))
        {
            repository.Module($"M{number:D5}", number == 0 ? [] : [$"M{number - 1:D5}"]);
        }

        Assert.Equal(300, repository.Waves().Split('|').Length);
    }
}
