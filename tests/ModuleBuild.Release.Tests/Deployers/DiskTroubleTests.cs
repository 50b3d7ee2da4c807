using ModuleBuild.Release.Deployers;
using ModuleBuild.Testing;
using ModuleBuild.Testing.NuGetServer;

namespace ModuleBuild.Release.Tests.Deployers;

/// <summary>Whatever is wrong with the disk: the old set runs, whole, and MB6024 says why.</summary>
public sealed class DiskTroubleTests
{
    [Fact]
    public async Task Disk_is_full_and_has_room_again()
    {
        var (disk, reason) = await SmallDisk.MountAsync(512);
        Assert.SkipWhen(disk is null, reason);
        await using var mounted = disk;
        using var target = new Target(Path.Combine(disk.Path, "target"));
        var old = target.Set("Acme.A 1.0.0, Acme.B 1.0.0");
        Assert.Empty(await target.DeployAsync(1, old));
        var large = target.Pack(TestPackage.Module("Acme.A", "2.0.0").WithFile("lib/large.bin", [.. Enumerable.Range(0, 700_000).Select(number => (byte)((number * 7919) >> 3))]));
        var next = Model.ModuleSet.Of([large, old.Modules[1]], []);

        var finding = Assert.Single(await target.DeployAsync(2, next));

        Assert.Equal("MB6024", finding.Code);
        Assert.Contains("No space left", finding.Message, StringComparison.Ordinal);
        Assert.Empty(new DriftCheck(target.Path).Find("staging", 1, old));
        Assert.Equal(["acme.a 1.0.0", "acme.b 1.0.0"], target.Folders());
        Assert.Empty(await target.DeployAsync(3, target.Set("Acme.A 3.0.0, Acme.B 1.0.0")));
    }

    [Fact]
    public async Task Disk_is_read_only()
    {
        var (disk, reason) = await SmallDisk.MountAsync(512);
        Assert.SkipWhen(disk is null, reason);
        await using var mounted = disk;
        using var target = new Target(Path.Combine(disk.Path, "target"));
        var old = target.Set("Acme.A 1.0.0");
        Assert.Empty(await target.DeployAsync(1, old));
        (await ChildProcess.RunAsync("mount", ["-o", "remount,ro", disk.Path], "/")).Succeeded();

        var finding = Assert.Single(await target.DeployAsync(2, target.Set("Acme.A 2.0.0")));

        Assert.Equal("MB6024", finding.Code);
        Assert.Contains("Read-only file system", finding.Message, StringComparison.Ordinal);
        Assert.Empty(new DriftCheck(target.Path).Find("staging", 1, old));
    }

    [Fact]
    public async Task Target_is_on_another_file_system_than_the_packages()
    {
        var (disk, reason) = await SmallDisk.MountAsync(2048);
        Assert.SkipWhen(disk is null, reason);
        await using var mounted = disk;
        using var target = new Target(Path.Combine(disk.Path, "target"));
        var set = target.Set("Acme.A 1.0.0");

        Assert.Empty(await target.DeployAsync(1, set));

        Assert.Empty(new DriftCheck(target.Path).Find("staging", 1, set));
    }

    [Fact]
    public async Task Target_is_a_file()
    {
        using var target = new Target();
        await File.WriteAllTextAsync(target.Path, "mine", Target.Cancellation);

        Assert.Equal("MB6024", Assert.Single(await target.DeployAsync(1, target.Set("Acme.A 1.0.0"))).Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(target.Path, Target.Cancellation));
    }

    [Fact]
    public async Task Pointer_is_a_folder()
    {
        using var target = new Target();
        Directory.CreateDirectory(target["current.json"]);

        Assert.Equal("MB6024", Assert.Single(await target.DeployAsync(1, target.Set("Acme.A 1.0.0"))).Code);
    }

    [Fact]
    public async Task Path_is_longer_than_the_system_takes()
    {
        using var root = new TemporaryFolder();
        using var target = new Target(root[string.Join('/', Enumerable.Repeat(new string('x', 200), 25))]);

        Assert.Equal("MB6024", Assert.Single(await target.DeployAsync(1, target.Set("Acme.A 1.0.0"))).Code);
    }

    [Fact]
    public async Task Path_is_long_but_not_too_long()
    {
        using var root = new TemporaryFolder();
        using var target = new Target(root[string.Join('/', Enumerable.Repeat(new string('x', 100), 6))]);
        var set = target.Set("Acme.A 1.0.0");

        Assert.Empty(await target.DeployAsync(1, set));
        Assert.Empty(new DriftCheck(target.Path).Find("staging", 1, set));
    }

    [Fact]
    public async Task Fence_cannot_be_read()
    {
        using var target = new Target();
        await target.DeployAsync(1, target.Set("Acme.A 1.0.0"));
        await File.WriteAllTextAsync(target["fence.json"], "12", Target.Cancellation);

        var finding = Assert.Single(await target.DeployAsync(2, target.Set("Acme.A 2.0.0")));

        Assert.Equal("MB6024", finding.Code);
        Assert.Contains("Delete it where no other process brings sets here.", finding.Message, StringComparison.Ordinal);
        File.Delete(target["fence.json"]);
        Assert.Empty(await target.DeployAsync(2, target.Set("Acme.A 2.0.0")));
    }
}
