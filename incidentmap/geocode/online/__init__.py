"""Services asked online: off until somebody switches the network on and names one."""
