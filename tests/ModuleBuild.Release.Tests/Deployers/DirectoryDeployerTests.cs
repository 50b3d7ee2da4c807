using ModuleBuild.Release.Deployers;

namespace ModuleBuild.Release.Tests.Deployers;

public sealed class DirectoryDeployerTests : IDisposable
{
    private readonly Target _target = new();

    public void Dispose() => _target.Dispose();

    [Fact]
    public async Task Set_is_brought_and_the_pointer_says_where_everything_is()
    {
        var set = _target.Set("Acme.B 2.0.0, Acme.A 1.0.0", """{ "Acme.A": { "port": 80 } }""");

        Assert.Empty(await _target.DeployAsync(7, set, fence: 3));

        var current = _target.Current;
        Assert.Equal(("staging", 7, set.Digest(), "operation-7", 3L), (current.Environment, current.Release, current.SetDigest, current.Operation, current.Fence));
        Assert.Equal(["Acme.A 1.0.0", "Acme.B 2.0.0"], current.Modules.Select(module => $"{module.Id} {module.Version}"));
        Assert.Equal("80", current.Modules[0].Settings!.Value.GetProperty("port").GetRawText());
        Assert.Null(current.Modules[1].Settings);
        Assert.All(current.Modules, module => Assert.Matches($"^modules/{module.Id.ToLowerInvariant()}/{module.Version}-[0-9a-f]{{16}}$", module.Folder));
        Assert.Equal("Acme.A 1.0.0", await File.ReadAllTextAsync(_target[$"{current.Modules[0].Folder}/lib/net10.0/Acme.A.dll"], Target.Cancellation));
        Assert.True(File.Exists(_target[$"{current.Modules[0].Folder}/module/module.json"]));
        Assert.True(File.Exists(_target[$"{current.Modules[0].Folder}/content/file 0.txt"]));
        Assert.Empty(Directory.GetFiles(_target.Path, "*.tmp", SearchOption.AllDirectories));
        Assert.Empty(new DriftCheck(_target.Path).Find("staging", 7, set));
    }

    [Fact]
    public async Task Same_request_again_changes_nothing_and_fetches_nothing()
    {
        var set = _target.Set("Acme.A 1.0.0, Acme.B 2.0.0");
        await _target.DeployAsync(1, set);
        var before = Snapshot();

        Assert.Empty(await _target.DeployAsync(1, set));

        Assert.Equal(before, Snapshot());
        Assert.Equal(2, _target.Fetched.Count);
    }

    [Fact]
    public async Task Way_back_needs_no_feed()
    {
        var (old, next) = (_target.Set("Acme.A 1.0.0, Acme.B 1.0.0"), _target.Set("Acme.A 2.0.0, Acme.B 1.0.0"));
        await _target.DeployAsync(1, old);
        await _target.DeployAsync(2, next);
        Directory.Delete(_target.Feed, recursive: true);

        Assert.Empty(await _target.DeployAsync(1, old));

        Assert.Equal(1, _target.Current.Release);
        Assert.Equal(3, _target.Fetched.Count);
        Assert.Empty(new DriftCheck(_target.Path).Find("staging", 1, old));
    }

    [Fact]
    public async Task Late_deployer_changes_nothing()
    {
        var (old, next) = (_target.Set("Acme.A 1.0.0"), _target.Set("Acme.A 2.0.0, Acme.C 1.0.0"));
        await _target.DeployAsync(1, old, fence: 1);
        await _target.DeployAsync(2, next, fence: 5);
        var before = Snapshot();

        var late = Assert.Single(await _target.DeployAsync(3, _target.Set("Acme.B 1.0.0"), fence: 4));

        Assert.Equal("MB6016", late.Code);
        Assert.Contains("with fence 4, and fence 5 was there before it", late.Message, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task Deployer_that_is_overtaken_in_the_middle_changes_nothing()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 1);
        var slow = new Target(_target.Path);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        slow.BeforeFetch = () =>
        {
            reached.TrySetResult();
            return goOn.Task;
        };
        var late = slow.DeployAsync(2, slow.Set("Acme.A 2.0.0, Acme.B 2.0.0"), fence: 2);
        await reached.Task.WaitAsync(Target.Cancellation);

        Assert.Empty(await _target.DeployAsync(3, _target.Set("Acme.A 3.0.0"), fence: 3)); // waits for nobody
        var before = File.ReadAllText(_target["current.json"]);
        goOn.SetResult();

        Assert.Equal("MB6016", Assert.Single(await late).Code);
        Assert.Equal(before, File.ReadAllText(_target["current.json"]));
        Assert.False(File.Exists(_target["releases/2.json"]));
        slow.Dispose();
    }

    [Fact]
    public async Task Fence_of_a_set_that_was_not_switched_on_counts()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 1);
        Assert.Empty(await _target.DeployAsync(2, _target.Set("Acme.A 2.0.0"), fence: 2, activate: false));

        Assert.Equal("MB6016", Assert.Single(await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 1)).Code);
        Assert.Equal(1, _target.Current.Release);
    }

    [Fact]
    public async Task Set_that_is_not_switched_on_is_there_when_it_is()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"));
        var set = _target.Set("Acme.A 2.0.0");
        await _target.DeployAsync(2, set, fence: 2, activate: false);
        Assert.Equal(1, _target.Current.Release);
        Directory.Delete(_target.Feed, recursive: true);

        Assert.Empty(await _target.DeployAsync(2, set, fence: 3));

        Assert.Equal(2, _target.Current.Release);
    }

    [Fact]
    public async Task Other_bytes_in_the_feed_are_refused()
    {
        var old = _target.Set("Acme.A 1.0.0");
        await _target.DeployAsync(1, old);
        var set = _target.Set("Acme.A 2.0.0, Acme.B 1.0.0");
        _target.Pack("Acme.A", "2.0.0", files: 3); // somebody replaced it after the promotion had begun

        var finding = Assert.Single(await _target.DeployAsync(2, set));

        Assert.Equal("MB6004", finding.Code);
        Assert.Equal(1, _target.Current.Release);
        Assert.Empty(new DriftCheck(_target.Path).Find("staging", 1, old));
    }

    [Fact]
    public async Task Package_that_is_gone_is_told_and_nothing_is_switched()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"));
        var set = _target.Set("Acme.A 2.0.0");
        Directory.Delete(_target.Feed, recursive: true);

        Assert.Contains("the feed does not have it", Assert.Single(await _target.DeployAsync(2, set)).Message, StringComparison.Ordinal);
        Assert.Equal(1, _target.Current.Release);
    }

    [Fact]
    public async Task Damaged_module_is_brought_anew_beside_the_damaged_one()
    {
        var set = _target.Set("Acme.A 1.0.0");
        await _target.DeployAsync(1, set);
        var damaged = _target[$"{_target.Current.Modules[0].Folder}/lib/net10.0/Acme.A.dll"];
        await File.WriteAllTextAsync(damaged, "Acme.A 6.6.6", Target.Cancellation);
        Assert.Contains("has other bytes than the package", Assert.Single(new DriftCheck(_target.Path).Find("staging", 1, set)).Text, StringComparison.Ordinal);

        Assert.Empty(await _target.DeployAsync(1, set, fence: 2));

        Assert.Empty(new DriftCheck(_target.Path).Find("staging", 1, set));
        Assert.EndsWith("-2", _target.Current.Modules[0].Folder, StringComparison.Ordinal);
        Assert.Equal("Acme.A 6.6.6", await File.ReadAllTextAsync(damaged, Target.Cancellation)); // a host may have it open
    }

    [Theory]
    [InlineData(9)]
    [InlineData(1)] // fences of two environments have nothing to do with one another
    public async Task Folder_of_another_environment_is_left_alone(long fence)
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 5);
        var request = new DeployRequest("production", 1, _target.Set("Acme.A 2.0.0"), "operation", fence, []);

        var finding = Assert.Single(await _target.Deployer.DeployAsync(request, Target.Cancellation));

        Assert.Equal("MB6024", finding.Code);
        Assert.Contains("it is the folder of environment 'staging'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_set_is_what_an_environment_goes_back_to_where_nothing_ran()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"));

        Assert.Empty(await _target.DeployAsync(0, Model.ModuleSet.Empty));

        Assert.Equal((0, 0), (_target.Current.Release, _target.Current.Modules.Length));
    }

    [Fact]
    public async Task Broken_pointer_is_replaced_and_its_fence_still_counts()
    {
        await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 4);
        await File.WriteAllTextAsync(_target["current.json"], """{ "formatVersion": 1, """, Target.Cancellation);

        Assert.Equal("MB6016", Assert.Single(await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 3)).Code);
        Assert.Empty(await _target.DeployAsync(1, _target.Set("Acme.A 1.0.0"), fence: 4));
        Assert.Equal(1, _target.Current.Release);
    }

    [Theory]
    [InlineData("../../evil", "1.0.0")]
    [InlineData("con", "1.0.0")]
    [InlineData("Acme.A", "1.0.0/../../../x")]
    [InlineData("Acme/A", "1.0.0")]
    public async Task Ids_and_versions_that_are_no_names_of_folders_are_refused(string id, string version)
    {
        var set = Model.ModuleSet.Of([new Model.ReleasedModule(id, version, "hash")], []);

        Assert.Equal("MB6024", Assert.Single(await _target.DeployAsync(1, set)).Code);
        Assert.Empty(_target.Fetched);
    }

    // Every file with its bytes and its time.
    private string Snapshot() => string.Join('\n', Directory.GetFiles(_target.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {(file.EndsWith(".lock", StringComparison.Ordinal) ? string.Empty : Convert.ToHexString(File.ReadAllBytes(file)))}"));
}
