"""One incident, to write down and to mend, and how it hangs together with others."""
