using ModuleBuild.Release.Deployers;

namespace ModuleBuild.Release.Tests.Deployers;

public sealed class GarbageCollectionTests : IDisposable
{
    private readonly Target _target = new(keep: 2);

    public void Dispose() => _target.Dispose();

    [Fact]
    public async Task Newest_releases_keep_their_files_and_older_ones_do_not()
    {
        for (var release = 1; release <= 5; release++)
        {
            await _target.DeployAsync(release, _target.Set($"Acme.A {release}.0.0, Acme.B 1.0.0"));
        }

        Assert.Equal(["acme.a 4.0.0", "acme.a 5.0.0", "acme.b 1.0.0"], _target.Folders());
        Assert.Equal(["4.json", "5.json"], Directory.GetFiles(_target["releases"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Release_that_is_known_to_be_good_keeps_its_files_however_old_it_is()
    {
        for (var release = 1; release <= 6; release++)
        {
            await _target.DeployAsync(release, _target.Set($"Acme.A {release}.0.0"), fence: 1, activate: true, 1, release);
        }

        Assert.Equal(["acme.a 1.0.0", "acme.a 5.0.0", "acme.a 6.0.0"], _target.Folders());
    }

    [Fact]
    public async Task Set_that_ran_before_keeps_its_files_for_readers()
    {
        for (var release = 1; release <= 4; release++)
        {
            await _target.DeployAsync(release, _target.Set($"Acme.A {release}.0.0"), fence: 1, activate: true, 1);
        }

        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 2); // back: 4 ran before, 3 is among the newest two
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 3); // once more, as after a kill: 4 still ran before

        Assert.Equal(["acme.a 1.0.0", "acme.a 3.0.0", "acme.a 4.0.0"], _target.Folders());
        Assert.Equal(4, TargetFile.Read<DeployedSet>(_target["previous.json"]).Value!.Release);
    }

    [Fact]
    public async Task Nothing_is_removed_where_it_cannot_be_told_what_a_set_needs()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"));
        await _target.DeployAsync(2, _target.Set("Acme.A 2.0.0"));
        await File.WriteAllTextAsync(_target["releases/1.json"], "{", Target.Cancellation);

        await _target.DeployAsync(3, _target.Set("Acme.A 3.0.0"), fence: 1, activate: true, 1);

        Assert.Equal(["acme.a 1.0.0", "acme.a 2.0.0", "acme.a 3.0.0"], _target.Folders());
    }

    [Fact]
    public async Task What_somebody_else_has_there_is_left_alone()
    {
        Directory.CreateDirectory(_target["modules/Shop/src"]);
        await File.WriteAllTextAsync(_target["modules/Shop/src/Program.cs"], "// years of work", Target.Cancellation);
        await File.WriteAllTextAsync(_target["notes.tmp"], "mine", Target.Cancellation);

        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"));

        Assert.True(File.Exists(_target["modules/Shop/src/Program.cs"]));
        Assert.True(File.Exists(_target["notes.tmp"]));
    }

    [Fact]
    public async Task What_killed_processes_left_is_removed()
    {
        Directory.CreateDirectory(_target["modules/acme.z/.unfinished-7-4711-1.0.0-0123456789abcdef/lib"]);
        Directory.CreateDirectory(_target["modules/acme.z/9.9.9-0123456789abcdef"]);
        await File.WriteAllTextAsync(_target["current.json.4711.1.tmp"], "{", Target.Cancellation);

        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"));

        Assert.Equal(["acme.a 1.0.0"], _target.Folders());
        Assert.False(Directory.Exists(_target["modules/acme.z"]));
        Assert.False(File.Exists(_target["current.json.4711.1.tmp"]));
    }
}
