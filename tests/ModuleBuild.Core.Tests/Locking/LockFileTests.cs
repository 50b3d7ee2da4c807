using System.Text;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Locking;

public sealed class LockFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_lock_with_every_field_is_written_as_approved()
    {
        var text = Encoding.UTF8.GetString(LockFileWriter.Write(Locks.Maximal));

        Assert.Equal(ApprovedFile.Expect("maximal.lock.json", text), text);
    }

    [Fact]
    public void What_was_written_is_read_and_written_again_byte_for_byte()
    {
        var bytes = LockFileWriter.Write(Locks.Maximal);
        File.WriteAllBytes(_folder["module.lock.json"], bytes);

        var reading = LockFileReader.Read(_folder["module.lock.json"]);

        Assert.Empty(reading.Findings);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(LockFileWriter.Write(reading.Lock!)));
        var catalog = reading.Lock!.Find("acme.catalog")!;
        Assert.Equal("2.2.0-rc.1", catalog.Version.ToNormalizedString());
        Assert.Equal((AdvisorySeverity.Moderate, "2.2.0"), (catalog.Advisories[0].Severity, catalog.Advisories[0].FirstFixed!.ToString()));
        Assert.Equal((12.5, true), (catalog.Metrics["loadTime"], catalog.SecurityScanPassed));
        Assert.Equal("[2.1, 3.0)", reading.Lock.Modules["modules/Orders"].Dependencies.Single(d => d.Id == "Acme.Catalog").Range.Text);
        Assert.Equal("Acme.Mail", Assert.Single(reading.Lock.OfWorkspace));
    }

    [Fact]
    public void The_order_in_which_packages_and_dependencies_come_does_not_reach_the_file()
    {
        var shuffled = Locks.Maximal with
        {
            Packages = [.. Locks.Maximal.Packages.Reverse()],
            Modules = Locks.Maximal.Modules.SetItem("modules/Orders", Locks.Maximal.Modules["modules/Orders"] with
            {
                Dependencies = [.. Locks.Maximal.Modules["modules/Orders"].Dependencies.Reverse()],
            }),
        };

        Assert.Equal(LockInputs.HashOf(Locks.Maximal), LockInputs.HashOf(shuffled));
        Assert.Equal(LockFileWriter.Write(Locks.Maximal), LockFileWriter.Write(shuffled));
    }

    public void Dispose() => _folder.Dispose();
}
